package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workbook.checker.conformance.BrowserVisit;
import workbook.checker.conformance.BrowserVisit.Back;
import workbook.checker.conformance.BrowserVisit.Heard;
import workbook.checker.conformance.EventStreams;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Rule;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.Fault;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** What EventSource in a real browser makes of the stream. */
final class BrowserRules {

    private static final int SHOWN = 120;
    private static final int MOST_TYPES = 8;

    @Rule(
            id = "browser/1",
            level = Level.ADVICE,
            en = "EventSource opens it",
            zh = "EventSource 能够打开它",
            source = "HTML 9.2.2; a browser that was started",
            hurtsEn = "Tests by curl pass, and every page shows nothing.",
            hurtsZh = "用 curl 测试都能通过，而所有页面什么也不显示。")
    Text opens(Observation seen) {
        BrowserVisit visit = seen.browserVisit();
        if (visit.opened()) {
            return text("EventSource told that it is open", "EventSource 报告已打开");
        }
        Connection first = visit.first()
                .orElseThrow(() -> new NotSeen(text("the browser did not ask for the stream in time", "浏览器没有及时请求流")));
        if (!visit.gaveUp()
                && first.exchange().head().filter(EventStreams::isOne).isPresent()) {
            throw new NotSeen(text(
                    "the browser was sent the stream, and did not tell in time that it is open",
                    "流已发送给浏览器，但浏览器没有及时报告已打开"));
        }
        Text got = answer(first);
        throw Fault.expected(
                        text("an open EventSource, as the probe itself got the stream", "EventSource 打开，因为探测自身收到了流"))
                .received(
                        visit.gaveUp()
                                ? text("%s; EventSource gave up", "%s；EventSource 已放弃", got)
                                : text("%s; EventSource was still connecting", "%s；EventSource 仍在连接", got))
                .why(text(
                        "any other answer than 200 with text/event-stream is final",
                        "除 200 与 text/event-stream 之外的响应都是终结性的"))
                .likely(text(
                        "the server looks at what only browsers send: User-Agent, Accept-Encoding, Accept-Language or Sec-Fetch",
                        "服务器根据只有浏览器才发送的内容作出区分：User-Agent、Accept-Encoding、Accept-Language 或 Sec-Fetch"))
                .on(first)
                .failure();
    }

    @Rule(
            id = "browser/2",
            level = Level.ADVICE,
            en = "A page hears what is sent",
            zh = "页面能收到发送的事件",
            source = "HTML 9.2.6; a browser that was started",
            hurtsEn = "The page looks connected, and its listeners are never called.",
            hurtsZh = "页面看似已连接，而监听器从不被调用。")
    Text hears(Observation seen) {
        BrowserVisit visit = opened(seen);
        Connection first = visit.first().orElseThrow();
        if (visit.events().isEmpty()) {
            if (visit.direct() == 0) {
                throw new NotSeen(seen.noEvent());
            }
            throw Fault.expected(text("the events of the direct stream, in the page", "页面收到与直接连接相同的事件"))
                    .received(text("none, while the direct stream got %d", "一个也没有，同时直接连接收到 %d 个", visit.direct()))
                    .why(text("a browser shows what it was sent, and was sent nothing", "浏览器只能呈现收到的内容，而它什么也没有收到"))
                    .likely(
                            EventStreams.encoding(first).isPresent()
                                    ? text(
                                            "compression, which browsers ask for, without a flush behind each event",
                                            "浏览器请求了压缩，而压缩没有在每个事件之后 flush")
                                    : text(
                                            "the server sends browsers another stream than others, or holds it back",
                                            "服务器发给浏览器的流与其他客户端不同，或被扣留"))
                    .on(first)
                    .failure();
        }
        Optional<Text> difference = difference(visit, first);
        if (difference.isPresent()) {
            throw Fault.expected(text("in the page what is on the wire", "页面收到与线路上相同的内容"))
                    .received(difference.get())
                    .why(text("the page and the probe read the same bytes", "页面与探测读取的是相同的字节"))
                    .likely(text("bytes that browsers read otherwise than most clients", "某些字节在浏览器与多数客户端中读法不同"))
                    .on(first)
                    .failure();
        }
        Map<String, Long> byType = visit.events().stream()
                .collect(Collectors.groupingBy(Heard::type, TreeMap::new, Collectors.counting()));
        return text(
                "%d events: %s",
                "%d 个事件：%s",
                visit.events().size(),
                same(WireText.escape(Clip.characters(
                        byType.entrySet().stream()
                                .limit(MOST_TYPES)
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ")),
                        SHOWN))));
    }

    private static BrowserVisit opened(Observation seen) {
        BrowserVisit visit = seen.browserVisit();
        if (!visit.opened()) {
            throw new NotSeen(
                    text("EventSource did not open; mend browser/1 first", "EventSource 没有打开；请先解决 browser/1"));
        }
        return visit;
    }

    /** Where the page heard something else than the wire has; what is compressed cannot be compared. */
    private static Optional<Text> difference(BrowserVisit visit, Connection first) {
        if (!EventStreams.isReadable(first)) {
            return Optional.empty();
        }
        List<Heard> wire = first.events().stream()
                .map(event -> event.item())
                .filter(event -> visit.types().contains(event.type()))
                .map(event -> new Heard(event.type(), event.data(), event.lastEventId()))
                .toList();
        for (int i = 0; i < Math.min(wire.size(), visit.events().size()); i++) {
            Heard heard = visit.events().get(i);
            if (!heard.equals(wire.get(i))) {
                return Optional.of(text(
                        "event %d: the page heard %s, the wire has %s",
                        "第 %d 个事件：页面收到 %s，线路上是 %s", i + 1, shown(heard), shown(wire.get(i))));
            }
        }
        return Optional.empty();
    }

    private static Text shown(Heard event) {
        return same(WireText.event(
                event.type(), Clip.characters(event.data(), SHOWN), Clip.characters(event.lastEventId(), SHOWN)));
    }

    @Rule(
            id = "browser/3",
            level = Level.ADVICE,
            en = "After a cut the page is back",
            zh = "切断之后页面会恢复",
            source = "HTML 9.2.3, reestablish the connection; a browser that was started",
            hurtsEn = "The first lost connection ends the stream until the page is loaded again.",
            hurtsZh = "第一次断线之后，流就一直中断，直到页面重新加载。")
    Text comesBack(Observation seen) {
        BrowserVisit visit = opened(seen);
        Back back = visit.back()
                .orElseThrow(() -> new NotSeen(
                        visit.events().isEmpty()
                                ? text("the page heard no event before", "页面在此之前没有收到事件")
                                : text(
                                        "the stream ended by itself, or its retry is longer than 10 s",
                                        "流已自行结束，或其 retry 超过 10 秒")));
        Text id = back.lastEventId().isEmpty()
                ? text("without an id", "不带 id")
                : same("Last-Event-ID: " + WireText.escape(Clip.characters(back.lastEventId(), SHOWN)));
        if (back.opened() && (back.events() > 0 || back.direct() == 0)) {
            return text("back with %s, %d events more", "恢复时 %s，又收到 %d 个事件", id, back.events());
        }
        Connection second = back.second()
                .orElseThrow(() ->
                        new NotSeen(text("the browser did not come back in time after the cut", "切断之后，浏览器没有及时重连")));
        Text got = answer(second);
        throw Fault.expected(text("the stream again, for who comes back", "重连的客户端再次得到流"))
                .received(
                        back.opened()
                                ? text(
                                        "%s (%s), and no event, while the direct stream got %d",
                                        "%s（%s），没有事件，同时直接连接收到 %d 个", got, id, back.direct())
                                : text("%s (%s); EventSource did not open", "%s（%s）；EventSource 没有打开", got, id))
                .why(text("a browser comes back by itself, once; the answer to that decides", "浏览器会自行重连，而这次重连的响应决定结果"))
                .likely(text(
                        "the server answers Last-Event-ID otherwise, or still counts the connection that was cut",
                        "服务器对 Last-Event-ID 的处理不同，或仍在计算已被切断的连接"))
                .on(second)
                .failure();
    }

    private static Text answer(Connection connection) {
        return connection
                .exchange()
                .head()
                .map(head -> same(WireText.escape(Clip.characters(
                        (head.status() + " "
                                        + head.headers().first("Content-Type").orElse(""))
                                .strip(),
                        SHOWN))))
                .or(() -> connection.end().map(ExchangeEnding::inShort))
                .orElse(text("no answer", "没有响应"));
    }
}
