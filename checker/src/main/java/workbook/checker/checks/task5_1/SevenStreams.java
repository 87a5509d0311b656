package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import workbook.checker.browser.Page;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Measured.Cell;
import workbook.checker.finding.Measured.Column;
import workbook.checker.finding.Measured.Row;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * Seven streams of one tab in the learner's own browser: first over HTTP/1.1, where the browser holds the seventh back,
 * then over TLS and HTTP/2.
 */
final class SevenStreams {

    /** How many connections browsers open at once to a host over HTTP/1.1. */
    private static final int USUAL = 6;

    private static final int STREAMS = 7;
    private static final String OPEN =
            "window.streams = Array.from({ length: %d }, () => new EventSource('/events')); true";
    private static final String STATES = "window.streams.map((stream) => stream.readyState)";
    private static final String COUNT = "window.streams.filter((stream) => stream.readyState === 1).length";

    private static final String ANSWERED = "window.plain === 'answered'";

    /** What a tab saw: the readyState of each stream, and whether one more request was answered beside them. */
    private record Seen(List<String> states, boolean answered) {

        int open() {
            return Collections.frequency(states, "1");
        }

        Text digits() {
            return same(String.join("", states));
        }

        Text shown() {
            return same("[" + String.join(", ", states) + "]");
        }
    }

    private final Probe probe;
    private Optional<Seen> plain = Optional.empty();
    private Optional<Seen> otherHost = Optional.empty();
    private Optional<Seen> secure = Optional.empty();

    SevenStreams(Probe probe) {
        this.probe = probe;
    }

    /** How many were open over HTTP/1.1 at once, once that was measured. */
    OptionalInt limit() {
        return plain.map(seen -> OptionalInt.of(seen.open())).orElse(OptionalInt.empty());
    }

    /** The browser's own limit is shown, not blamed on anybody. The seventh then has a host name of its own. */
    void measureLimit() {
        Page tab = open(probe.at("http", "127.0.0.1", "/"), STREAMS);
        tab.await(COUNT + " >= " + USUAL, probe.react());
        plain = Optional.of(seen(tab, probe.slack()));
        Page other = open(probe.at("http", "localhost", "/"), 1);
        other.await(COUNT + " === 1", probe.react());
        Seen seventh = seen(other, probe.react());
        List<String> states = new ArrayList<>(plain.get().states().subList(0, STREAMS - 1));
        states.addAll(seventh.states());
        otherHost = Optional.of(new Seen(states, seventh.answered()));
    }

    /** Over TLS and HTTP/2 all seven are open, and whatever else the page asks for is answered. */
    void requireAll(SecureServer server) {
        Page tab = open(server.address().resolve("/"), STREAMS);
        tab.await(COUNT + " === " + STREAMS, probe.react());
        Seen seen = seen(tab, probe.react());
        if (seen.open() < STREAMS || !seen.answered()) {
            throw fault(seen.shown(), server).failure();
        }
        secure = Optional.of(seen);
    }

    /** The table with all three ways side by side, once they were measured. */
    Measured table() {
        List<Seen> ways = List.of(plain.orElseThrow(), otherHost.orElseThrow(), secure.orElseThrow());
        return new Measured(
                text("Measured: seven streams in your browser", "实测：你的浏览器里的七个流"),
                List.of(
                        new Column("http1", same("HTTP/1.1")),
                        new Column("host", text("+ a host name", "多一个主机名")),
                        new Column("http2", text("TLS, HTTP/2", "TLS、HTTP/2"))),
                List.of(
                        row("open", text("Streams open at once", "同时打开的流"), ways, seen -> Cell.of(seen.open())),
                        row(
                                "states",
                                text("readyState of each", "各自的 readyState"),
                                ways,
                                seen -> Cell.of(seen.digits())),
                        row(
                                "fetch",
                                text("One fetch beside them", "再发一个 fetch"),
                                ways,
                                seen -> Cell.of(seen.answered() ? text("answered", "有响应") : text("waits", "在等待")))),
                text(
                        "1 is open, 0 is still connecting. In the second column six streams go to 127.0.0.1, and the seventh to localhost, which is the same server under another name.",
                        "1 是已打开，0 是还在连接。第二列里六个流连到 127.0.0.1，第七个连到 localhost：同一个服务器，另一个名字。"));
    }

    private static Row row(String key, Text name, List<Seen> ways, Function<Seen, Cell> cell) {
        return new Row(key, name, ways.stream().map(cell).toList());
    }

    private Page open(URI address, int streams) {
        Page tab = probe.tab(address);
        tab.evaluate(String.format(Locale.ROOT, OPEN, streams));
        return tab;
    }

    /** Makes one more request, and reads the readyState of every stream. */
    private static Seen seen(Page tab, Duration limit) {
        tab.evaluate("fetch('/').then(() => { window.plain = 'answered'; }); true");
        boolean answered = tab.await(ANSWERED, limit);
        List<String> states = new ArrayList<>();
        tab.evaluate(STATES).forEach(state -> states.add(state.asText()));
        return new Seen(List.copyOf(states), answered);
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
