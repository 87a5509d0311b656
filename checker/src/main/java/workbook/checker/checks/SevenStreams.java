package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import workbook.checker.browser.Page;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * Seven streams of one tab in the learner's own browser: first over HTTP/1.1, where the browser holds the seventh back,
 * then over TLS and HTTP/2.
 */
final class SevenStreams {

    /** What browsers open at once to a host over HTTP/1.1. */
    private static final int USUAL = 6;

    private static final int STREAMS = 7;
    private static final String OPEN =
            "window.streams = Array.from({ length: %d }, () => new EventSource('/events')); true";
    private static final String STATES = "window.streams.map((stream) => stream.readyState)";
    private static final String COUNT = "window.streams.filter((stream) => stream.readyState === 1).length";

    private final Probe probe;
    private OptionalInt limit = OptionalInt.empty();

    SevenStreams(Probe probe) {
        this.probe = probe;
    }

    /** How many were open over HTTP/1.1 at once, once that was measured. */
    OptionalInt limit() {
        return limit;
    }

    /** The browser's own limit is shown, not blamed on anybody. */
    void measureLimit() {
        Page tab = open(probe.at("http", "127.0.0.1", "/"));
        tab.evaluate("window.plain = 'waits'; fetch('/').then(() => { window.plain = 'answered'; }); true");
        tab.await("window.plain === 'answered'", probe.slack());
        limit = OptionalInt.of(tab.evaluate(COUNT).asInt());
    }

    /** Over TLS and HTTP/2 all seven are open, and whatever else the page asks for is answered. */
    void requireAll(SecureServer server) {
        Page tab = open(server.address().resolve("/"));
        tab.evaluate("fetch('/').then(() => { window.plain = 'answered'; }); true");
        boolean all = tab.await(COUNT + " === " + STREAMS + " && window.plain === 'answered'", probe.react());
        if (!all) {
            throw fault(states(tab), server).failure();
        }
    }

    private Page open(URI address) {
        Page tab = probe.tab(address);
        tab.evaluate(OPEN.formatted(STREAMS));
        tab.await(COUNT + " >= " + USUAL, probe.react());
        return tab;
    }

    private static Text states(Page tab) {
        List<String> states = new ArrayList<>();
        for (JsonNode state : tab.evaluate(STATES)) {
            states.add(state.asText());
        }
        return same("[" + String.join(", ", states) + "]");
    }

    private Fault fault(Text states, SecureServer server) {
        return Fault.expected(text(
                        "readyState 1 for each of seven streams over TLS: %s",
                        "TLS 上七个流的 readyState 都是 1：%s", same("[1, 1, 1, 1, 1, 1, 1]")))
                .received(text("readyState %s", "readyState %s", states))
                .browser(
                        text("waits with the seventh, and with all else that this page asks for", "第七个流在等，页面的其他请求也都在等"))
                .why(text(
                        "over HTTP/1.1 each stream takes one of the six connections to a host; over HTTP/2 all share one",
                        "HTTP/1.1 下每个流占用同一主机六个连接中的一个；HTTP/2 下共用一个"))
                .likely(
                        server.speaksHttp2()
                                ? text("HTTP/2 is spoken, but not all streams are answered", "讲的是 HTTP/2，但不是每个流都得到了响应")
                                : text(
                                        "the server offers HTTP/1.1 only: with protocols-discover-services false, http_2 must be among server.protocols",
                                        "服务器只提供 HTTP/1.1：protocols-discover-services 为 false 时，server.protocols 里要有 http_2"));
    }
}
