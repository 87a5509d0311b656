package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.NoBrowser;
import workbook.checker.browser.Page;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;

/**
 * What EventSource in a real browser made of the stream, and what it did when the stream was cut.
 *
 * @param first what the browser was sent; empty if it did not even ask
 * @param opened whether EventSource told that the stream is open
 * @param gaveUp whether it told that it will not come back
 * @param types for which types the page listened
 * @param events what the page heard before the cut
 * @param direct how many events the main stream got meanwhile
 * @param back what became of the page after the cut; empty if it was not cut
 */
public record BrowserVisit(
        Optional<Connection> first,
        boolean opened,
        boolean gaveUp,
        Set<String> types,
        List<Heard> events,
        int direct,
        Optional<Back> back) {

    private static final String PAGE =
            """
            <!doctype html><meta charset="utf-8"><title>EventSource on the stream</title><script>
            const MOST = 500;
            const seen = { opens: 0, closed: false, events: [] };
            function start(types) {
                const source = new EventSource("/stream");
                source.onopen = () => { seen.opens++; };
                source.onerror = () => { seen.closed = source.readyState === EventSource.CLOSED; };
                for (const type of types) {
                    source.addEventListener(type, (event) => {
                        if (event instanceof MessageEvent && seen.events.length < MOST) {
                            seen.events.push({ type, data: event.data, lastEventId: event.lastEventId });
                        }
                    });
                }
            }
            </script>
            """;

    /** An event as a listener got it. */
    public record Heard(String type, String data, String lastEventId) {}

    /**
     * The page after its stream was cut.
     *
     * @param lastEventId with which the browser came back; empty if it sent none
     * @param second what it was sent then; empty if it did not come back in time
     * @param opened whether EventSource told that the stream is open again
     * @param events how many more it heard
     * @param direct how many events the main stream got meanwhile
     */
    public record Back(String lastEventId, Optional<Connection> second, boolean opened, int events, int direct) {}

    /** @throws CheckSkipped if there is no browser */
    static BrowserVisit watch(Observation seen) {
        Plan plan = seen.plan();
        if (!plan.browser()) {
            throw new NotSeen(text("--browser opens it in a browser, too", "加 --browser 会同时在浏览器中打开它"));
        }
        if (plan.endpoint().isUnsafe()) {
            throw new NotSeen(text("EventSource sends no other method than GET", "EventSource 只会发送 GET"));
        }
        Connection main = seen.stream();
        seen.post();
        main.awaitEvents(1, seen.scale().limit(Observation.EVENT));
        Set<String> types = new LinkedHashSet<>(List.of("message"));
        main.events().forEach(event -> types.add(event.item().type()));
        try (Page page = Browsers.open(plan.browserPath());
                ConnectionBudget.Places place = seen.budget().take(1);
                PageRelay relay = new PageRelay(seen, place, PAGE)) {
            page.open(relay.page());
            page.evaluate("start([" + types.stream().map(Page::quoted).collect(Collectors.joining(", ")) + "])");
            return new BrowserVisitor(seen, relay, page).visit(types);
        } catch (NoBrowser none) {
            throw CheckSkipped.missing(none.sentence());
        }
    }
}
