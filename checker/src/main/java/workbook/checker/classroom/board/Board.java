package workbook.checker.classroom.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import workbook.checker.classroom.serving.Feed;

/** All learners as they stand now, and the pages that show them. */
final class Board {

    /** Updates kept for a page that reconnects; the JSON of a row takes up to 4 KB. */
    private static final Feed.Limits LIMITS = new Feed.Limits(2048, 8 << 20, 64);

    private static final int MOST_LEARNERS = 1000;

    private final TaskCatalogue catalogue;
    private final Feed feed;
    private final Map<String, Learner> learners = new TreeMap<>();
    private final Set<String> names = new HashSet<>();

    Board(String id, TaskCatalogue catalogue) {
        this.catalogue = catalogue;
        this.feed = new Feed(this, id, LIMITS, this::snapshot);
    }

    Feed feed() {
        return feed;
    }

    /** Whether there is room for this learner. The learner then has a place for good. */
    synchronized boolean admits(String name) {
        return names.contains(name) || names.size() < MOST_LEARNERS && names.add(name);
    }

    synchronized int learners() {
        return learners.size();
    }

    /** Counts a line of the file that cannot be read: updates have the numbers of their lines. */
    void skip() {
        feed.skip();
    }

    synchronized void take(BoardMessage message, Instant at) {
        names.add(message.name());
        Learner learner = learners.computeIfAbsent(message.name(), Learner::new);
        learner.take(message, at);
        feed.tell("row", learner.json(catalogue).toString());
    }

    private String snapshot() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        learners.values().forEach(learner -> rows.add(learner.json(catalogue)));
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("rows", rows);
        return all.toString();
    }
}
