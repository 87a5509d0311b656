package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;
import workbook.checker.wire.WireRequest;

/**
 * Two clients behind a restart of the server.
 *
 * @param fresh one without an id
 * @param returned one with the last id of the first run
 * @param newIdsOfOldRun an id that meant another event in the first run; empty if there is none
 */
public record Restart(Connection fresh, Connection returned, Optional<String> newIdsOfOldRun) {

    static Restart watch(Observation seen) {
        Runnable restart = seen.plan()
                .restart()
                .orElseThrow(() -> new NotSeen(
                        text("--exec COMMAND lets the probe start the server again", "用 --exec COMMAND 让探测重新启动服务器")));
        seen.requireIds();
        Connection old = seen.watched();
        String place = old.lastEventId();
        Map<String, String> known = new HashMap<>();
        IdentifiedEvents.of(old).forEach(event -> known.put(event.item().lastEventId(), content(event)));
        seen.listening().waitsFor(text("the restart of the server", "服务器重启"));
        // The main stream ends by it, and no rule may be looking at another one.
        try (Places alone = seen.budget().takeAll()) {
            restart.run();
            WireRequest request = seen.plan().endpoint().stream();
            Connection fresh = alone.open(text("a new client", "新客户端"), request);
            Connection back = alone.open(
                    text("a client of the first run", "第一次运行的客户端"),
                    request.with("Last-Event-ID", place.getBytes(StandardCharsets.UTF_8)));
            seen.cause();
            fresh.awaitEvents(3, seen.scale().limit(Observation.SIDE_BY_SIDE));
            back.awaitEvents(1, seen.scale().limit(Observation.SIDE_BY_SIDE));
            Optional<String> again = IdentifiedEvents.of(fresh).stream()
                    .filter(event -> known.containsKey(event.item().lastEventId())
                            && !known.get(event.item().lastEventId()).equals(content(event)))
                    .map(event -> event.item().lastEventId())
                    .findFirst();
            return new Restart(fresh, back, again);
        }
    }

    private static String content(ArrivedItem<StreamItem.Event> event) {
        return event.item().type() + "\n" + event.item().data();
    }
}
