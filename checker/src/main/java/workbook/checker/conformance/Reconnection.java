package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;
import workbook.checker.wire.WireRequest;

/**
 * One client stayed, another was cut and came back with the id that it had last: by id, the second must have what the
 * first has.
 *
 * @param control the client that stayed
 * @param cut the connection that was cut
 * @param back the connection on which the client came back
 * @param place the id that it came back with
 */
public record Reconnection(Connection control, Connection cut, Connection back, String place) {

    /** What is wrong with what the client got when it came back. */
    public sealed interface Defect {
        /** Events that the control stream has and this one lacks. */
        record Lost(List<String> ids) implements Defect {}

        /** Events that the client had before, or twice. */
        record Twice(List<String> ids) implements Defect {}

        /** An event that came before one that precedes it on the control stream. */
        record Disordered(String id) implements Defect {}
    }

    private static final Duration SETTLED = Duration.ofSeconds(2);

    static Reconnection watch(Observation seen) {
        seen.requireIds();
        // It keeps its place while it is away, so that no other rule stops the control stream meanwhile.
        try (Places place = seen.budget().take(1)) {
            return watch(seen, place);
        }
    }

    private static Reconnection watch(Observation seen, Places clientB) {
        Connection control = seen.stream();
        WireRequest request = seen.plan().endpoint().stream();
        Connection cut = clientB.open(text("client B, before it is cut", "客户端 B（切断之前）"), request);
        cut.awaitEvents(2, seen.scale().limit(Observation.SIDE_BY_SIDE));
        cut.reset();
        String place = cut.lastEventId();
        if (place.isEmpty()) {
            throw new NotSeen(text("the second stream carried no id before it was cut", "第二个流在被切断之前没有收到 id"));
        }
        int before = control.eventCount();
        seen.causeEvents(2, control, Observation.SIDE_BY_SIDE);
        if (control.eventCount() == before) {
            throw new NotSeen(text("nothing was missed: %s", "没有错过任何事件：%s", seen.noEvent()));
        }
        if (ids(control).isEmpty()) {
            throw new NotSeen(text(
                    "no event brings an id of its own, so that none can be named; put the id in the block of the data",
                    "没有事件自带 id，无法指明事件；请把 id 与 data 放在同一块中"));
        }
        int missed = control.eventCount();
        byte[] id = place.getBytes(StandardCharsets.UTF_8);
        Connection back =
                clientB.open(text("client B, when it is back", "客户端 B（恢复之后）"), request.with("Last-Event-ID", id));
        String newest = ids(control).getLast();
        back.await(() -> back.lastEventId().equals(newest), seen.scale().limit(Observation.SIDE_BY_SIDE));
        control.awaitEvents(missed + 1, seen.scale().limit(SETTLED));
        String last = ids(control).getLast();
        back.await(() -> back.lastEventId().equals(last), seen.scale().limit(SETTLED));
        return new Reconnection(control, cut, back, place);
    }

    /** The ids of the events of a stream that have one, in order. */
    public static List<String> ids(Connection connection) {
        return IdentifiedEvents.of(connection).stream()
                .map(event -> event.item().lastEventId())
                .toList();
    }

    /** Whether both streams name the same event by the same id, so that they can be compared at all. */
    public boolean isComparable() {
        return ids(control).contains(place);
    }

    /** Whether one id stands on several events of the stream that was not cut. */
    public boolean repeats() {
        List<String> all = ids(control);
        return new HashSet<>(all).size() < all.size();
    }

    /** What is wrong, in the order of gravity; empty if nothing is. */
    public List<Defect> defects() {
        List<String> all = ids(control);
        int from = all.lastIndexOf(place) + 1;
        List<String> got = ids(back);
        List<Defect> defects = new ArrayList<>();
        int until = lastKnown(all, got, from);
        List<String> lost = all.subList(from, until).stream()
                .filter(id -> !got.contains(id))
                .distinct()
                .toList();
        if (!lost.isEmpty()) {
            defects.add(new Defect.Lost(lost));
        }
        Set<String> had = new HashSet<>(all.subList(0, from));
        Set<String> met = new HashSet<>();
        List<String> twice = got.stream()
                .filter(id -> had.contains(id) || !met.add(id))
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            defects.add(new Defect.Twice(twice));
        }
        int last = -1;
        for (String id : got) {
            int at = all.indexOf(id);
            if (at >= 0 && at < last && twice.isEmpty()) {
                defects.add(new Defect.Disordered(id));
                break;
            }
            last = Math.max(last, at);
        }
        return defects;
    }

    /**
     * How far the client that came back can be held to the control stream: up to what it has, or, where it has nothing, up
     * to what was missed for sure.
     */
    private int lastKnown(List<String> all, List<String> got, int from) {
        for (int i = all.size() - 1; i >= from; i--) {
            if (got.contains(all.get(i))) {
                return i;
            }
        }
        long opened = back.exchange().log().isEmpty()
                ? System.nanoTime()
                : back.exchange().log().getFirst().nanos();
        int sure = 0;
        List<ArrivedItem<StreamItem.Event>> events = IdentifiedEvents.of(control);
        for (int i = 0; i < events.size(); i++) {
            sure = events.get(i).nanos() - opened < 0 ? i + 1 : sure;
        }
        return Math.max(from, Math.min(sure, all.size()));
    }
}
