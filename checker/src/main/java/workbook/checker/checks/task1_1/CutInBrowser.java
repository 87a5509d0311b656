package workbook.checker.checks.task1_1;

import java.util.Optional;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.probe.WebSocket;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;

/**
 * What the browser does when the line is cut: to which of the three it comes back by itself. Where there is no browser,
 * it is what the standards say.
 *
 * @param seen in the browser of this machine
 */
record CutInBrowser(boolean polling, boolean events, boolean messages, boolean seen) {

    private static final CutInBrowser BY_THE_RULES = new CutInBrowser(false, true, false, false);
    private static final int CUTS = 3;
    private static final String ASK_ALL =
            """
            (() => {
              fetch("/poll").then((response) => response.text()).catch(() => {});
              new EventSource("/events");
              new WebSocket("ws://" + location.host + "/ws").onopen = () => { window.opened = true; };
              return true;
            })()
            """;

    /** It is the same for every server that is graded, so one look is enough. */
    private static Optional<CutInBrowser> known = Optional.empty();

    static synchronized CutInBrowser look(Probe probe) {
        if (known.isEmpty()) {
            known = probe.emptyPage(CutInBrowser::cut).map(CutInBrowser::of);
        }
        return known.orElse(BY_THE_RULES);
    }

    /** Each way gets its first bytes, so that the browser knows it open, and is cut. */
    private static void cut(Request request, Answer answer) {
        switch (request.path()) {
            case "/poll" ->
                answer.head("200 OK", "Content-Type: application/json", "Content-Length: 11")
                        .write("{")
                        .cut();
            case "/events" ->
                answer.eventStream().write("retry: 100\ndata: 1\n\n").cut();
            case "/ws" ->
                answer.head(
                                "101 Switching Protocols",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Accept: "
                                        + WebSocket.accept(request.header("sec-websocket-key")
                                                .orElse("")))
                        .write(new byte[] {(byte) 0x81, 1, '1'})
                        .cut();
            default -> answer.missing();
        }
    }

    /** The event stream tells the time: when it has been cut so often, the others had their chance. */
    private static CutInBrowser of(Visit visit) {
        visit.page().evaluate(ASK_ALL);
        boolean cut = visit.requests("/events", CUTS).size() >= CUTS
                && visit.page().evaluate("window.opened === true").asBoolean();
        return cut
                ? new CutInBrowser(cameBack(visit, "/poll"), cameBack(visit, "/events"), cameBack(visit, "/ws"), true)
                : BY_THE_RULES;
    }

    private static boolean cameBack(Visit visit, String path) {
        return visit.requests(path, 1).size() > 1;
    }
}
