package workbook.checker.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.browser.Page;
import workbook.checker.conformance.BrowserVisit.Back;
import workbook.checker.conformance.BrowserVisit.Heard;
import workbook.checker.conformance.PageRelay.Relayed;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;

/** Watches a page with an EventSource on the stream, cuts the stream, and watches the page again. */
record BrowserVisitor(Observation seen, PageRelay relay, Page page) {

    private static final int EVENTS = 3;

    /** What the main stream has may still be on its way to the page. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Browsers come back after 3 to 5 s, if no retry says otherwise. */
    private static final Duration USUAL_RETRY = Duration.ofSeconds(5);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    BrowserVisit visit(Set<String> types) {
        page.await("seen.opens > 0 || seen.closed", seen.scale().limit(Observation.ANSWER));
        boolean opened = holds("seen.opens > 0");
        boolean gaveUp = holds("seen.closed");
        int direct = opened ? awaitBesideMain(0) : 0;
        List<Heard> events = heard();
        Optional<Back> back = events.isEmpty() ? Optional.empty() : cut();
        relay.requireReached();
        return new BrowserVisit(connection(0), opened, gaveUp, types, events, direct, back);
    }

    /** Waits until the page has heard more than so many events, as the main stream gets some; returns how many. */
    private int awaitBesideMain(int heard) {
        Connection main = seen.main();
        int before = main.eventCount();
        seen.cause();
        main.awaitEvents(before + EVENTS, seen.scale().limit(Observation.SIDE_BY_SIDE));
        page.await("seen.events.length > " + heard, seen.scale().limit(GRACE));
        return main.eventCount() - before;
    }

    /** Empty if the browser is told to wait for longer than the probe does, or the stream has ended by itself. */
    private Optional<Back> cut() {
        Connection first = connection(0).orElseThrow();
        Duration retry = first.items(StreamItem.Retry.class).stream()
                .map(item -> Duration.ofMillis(item.item().milliseconds()))
                .reduce((earlier, later) -> later)
                .orElse(USUAL_RETRY);
        if (first.end().isPresent() || seen.main().end().isPresent() || retry.compareTo(LONGEST_RETRY) > 0) {
            return Optional.empty();
        }
        relay.cut();
        // A browser waits by the clock on the wall, in a test as well.
        page.await("seen.opens > 1 || seen.closed", TimeScale.REAL.limit(retry.plus(Observation.ANSWER)));
        boolean opened = holds("seen.opens > 1");
        int heard = heard().size();
        int direct = opened ? awaitBesideMain(heard) : 0;
        String sent = relay.relayed().stream()
                .skip(1)
                .map(Relayed::lastEventId)
                .findFirst()
                .orElse("");
        return Optional.of(new Back(sent, connection(1), opened, heard().size() - heard, direct));
    }

    private Optional<Connection> connection(int number) {
        return relay.relayed().stream().skip(number).map(Relayed::connection).findFirst();
    }

    private boolean holds(String expression) {
        return page.evaluate(expression).asBoolean();
    }

    private List<Heard> heard() {
        List<Heard> events = new ArrayList<>();
        for (JsonNode event : page.evaluate("seen.events")) {
            events.add(new Heard(
                    event.path("type").asText(),
                    event.path("data").asText(),
                    event.path("lastEventId").asText()));
        }
        return events;
    }
}
