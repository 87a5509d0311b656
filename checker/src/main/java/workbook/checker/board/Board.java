package workbook.checker.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All learners as they stand now, and the pages that show them. */
final class Board {

    /** Updates that are kept for a page that comes back. One that missed more gets a snapshot. */
    private static final int KEPT = 2048;

    private static final int MOST_LEARNERS = 1000;
    private static final int MOST_VIEWERS = 64;

    private record Update(long number, byte[] block) {}

    /** A page's place, and the bytes that its stream begins with. */
    record Place(Viewer viewer, byte[] beginning) {}

    private final String id;
    private final Catalogue catalogue;
    private final Map<String, Learner> learners = new TreeMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Viewer> viewers = new HashSet<>();
    private final Deque<Update> kept = new ArrayDeque<>();
    private long number;

    Board(String id, Catalogue catalogue) {
        this.id = id;
        this.catalogue = catalogue;
    }

    /** Whether there is room for this learner, who has a place from then on. */
    synchronized boolean admits(String name) {
        return names.contains(name) || names.size() < MOST_LEARNERS && names.add(name);
    }

    synchronized int learners() {
        return learners.size();
    }

    /** The next line of the file. A line that cannot be read takes its number, too: numbers are those of the lines. */
    synchronized void skip() {
        number++;
    }

    synchronized void take(Message message, Instant at) {
        number++;
        names.add(message.name());
        Learner learner = learners.computeIfAbsent(message.name(), Learner::new);
        learner.take(message, at);
        byte[] block = block("row", learner.json(catalogue));
        kept.addLast(new Update(number, block));
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        viewers.removeIf(viewer -> !viewer.offer(block));
    }

    /** In one step: what the page has missed, and its place for what comes. Empty where all places are taken. */
    synchronized Optional<Place> join(Thread writer, Duration heartbeat, Optional<String> lastId) {
        if (viewers.size() >= MOST_VIEWERS) {
            return Optional.empty();
        }
        Viewer viewer = new Viewer(writer, heartbeat);
        viewers.add(viewer);
        byte[] beginning = lastId.flatMap(this::missed).orElseGet(this::snapshot);
        return Optional.of(new Place(viewer, beginning));
    }

    synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    private Optional<byte[]> missed(String lastId) {
        String prefix = id + "-";
        if (!lastId.startsWith(prefix) || !lastId.substring(prefix.length()).matches("\\d{1,15}")) {
            return Optional.empty();
        }
        long last = Long.parseLong(lastId.substring(prefix.length()));
        long oldest = kept.isEmpty() ? number + 1 : kept.getFirst().number();
        if (last > number || last + 1 < oldest) {
            return Optional.empty();
        }
        List<byte[]> blocks = new ArrayList<>(List.of(utf8("retry: 1000\n\n")));
        kept.stream()
                .filter(update -> update.number() > last)
                .map(Update::block)
                .forEach(blocks::add);
        return Optional.of(joined(blocks));
    }

    private byte[] snapshot() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        learners.values().forEach(learner -> rows.add(learner.json(catalogue)));
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("rows", rows);
        return joined(List.of(utf8("retry: 1000\n\n"), block("snapshot", all)));
    }

    /** JSON has no line ends of its own, so one data line is enough. */
    private byte[] block(String type, ObjectNode data) {
        return utf8("id: " + id + "-" + number + "\nevent: " + type + "\ndata: " + data + "\n\n");
    }

    private static byte[] joined(List<byte[]> blocks) {
        byte[] all = new byte[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
