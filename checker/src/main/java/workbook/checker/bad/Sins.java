package workbook.checker.bad;

import static workbook.checker.text.Text.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import workbook.checker.text.Text;

/** All sins, in the order in which they are listed. */
public final class Sins {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MOST = 300;

    private static final Text LOSES = text("shows what is lost: nothing can bring it back", "会显示丢失的部分：无法挽回");
    private static final Text FAILS = text("gives up for good, and says so", "彻底放弃，并说明原因");
    private static final Text RETURNS = text("comes back with the last id", "带着最后的 id 重连");

    private Sins() {}

    public static List<Sin> all() {
        List<Sin> all = new ArrayList<>();
        plain(all);
        wire(all);
        heads(all);
        types(all);
        rest(all);
        return List.copyOf(all);
    }

    private static void plain(List<Sin> all) {
        all.add(sin(
                "ok",
                "ok",
                text("a right stream: ids, an event a second", "正确的流：带 id，每秒一个事件"),
                text("reads it", "正常读取"),
                (talk, query) -> {
                    talk.chunks();
                    tick(talk, TICK);
                }));
        all.add(sin(
                "slow",
                "slow?every=5s",
                text("an event now and then", "间隔很久才有一个事件"),
                text("waits", "耐心等待"),
                (talk, query) -> {
                    talk.chunks();
                    tick(talk, query.time("every", Duration.ofSeconds(5)));
                }));
        all.add(sin(
                "cut",
                "cut?after=3",
                text("the connection breaks in an event after so many", "若干个事件之后，连接在事件中途断开"),
                text("forgets the half event and comes back with the last id", "丢弃半个事件，带着最后的 id 重连"),
                (talk, query) -> {
                    talk.chunks();
                    for (int i = 1; i <= query.number("after", 3); i++) {
                        talk.chunk(event(i));
                    }
                    talk.chunk("id: half\ndata: ha");
                }));
        all.add(sin(
                "end",
                "end?after=3",
                text("the stream ends well after so many events", "若干个事件之后正常结束"),
                RETURNS,
                (talk, query) -> {
                    talk.chunks();
                    for (int i = 1; i <= query.number("after", 3); i++) {
                        talk.chunk(event(i));
                    }
                    talk.send("0\r\n\r\n");
                }));
        all.add(sin(
                "gzip",
                "gzip",
                text("compressed, each event flushed", "压缩，每个事件都刷新"),
                text("decodes as it reads, if it asked for gzip", "请求过 gzip 的话，边读边解压"),
                (talk, query) -> {
                    talk.head("Content-Encoding: gzip\r\nVary: Accept-Encoding\r\nConnection: close\r\n\r\n");
                    gzip(talk, true);
                }));
        all.add(sin(
                "heartbeat",
                "heartbeat?every=2s",
                text("comments only", "只有注释"),
                text("shows nothing, and stays", "不显示任何内容，保持连接"),
                (talk, query) -> {
                    talk.chunks();
                    beat(talk, ": heartbeat\n\n", query.time("every", Duration.ofSeconds(2)));
                }));
        all.add(sin(
                "retry",
                "retry?ms=5000",
                text("a retry, an event, the end", "一个 retry、一个事件，然后结束"),
                text("comes back after that time, not before", "至少等待这段时间后重连"),
                (talk, query) -> {
                    talk.chunks();
                    talk.chunk("retry: " + query.number("ms", 5000) + "\n" + event(1));
                    talk.send("0\r\n\r\n");
                }));
        all.add(sin(
                "204",
                "204",
                text("204 No Content: do not come back", "204 No Content：不要再来"),
                text("stops for good", "彻底停止"),
                whole("204 No Content", "", "")));
        all.add(sin(
                "redirect",
                "redirect?status=307",
                text("a redirect to /ok", "重定向到 /ok"),
                text("follows it", "跟随重定向"),
                (talk, query) -> talk.send("HTTP/1.1 " + query.number("status", 302)
                        + " Elsewhere\r\nLocation: /ok\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));
        all.add(sin(
                "loop",
                "loop",
                text("a redirect to itself", "重定向到自身"),
                text("gives up after 20", "20 次后放弃"),
                (talk, query) -> talk.send(
                        "HTTP/1.1 302 Again\r\nLocation: /loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));
    }

    private static void wire(List<Sin> all) {
        all.add(sin(
                "W1",
                text("a line break in the payload under a single data line", "内容中的换行放在一个 data 行下"),
                LOSES,
                body("data: roses are red\nviolets are blue\n\n")));
        all.add(sin(
                "W2",
                text("the last event lacks its blank line", "最后一个事件缺少空行"),
                text("drops the last event", "丢弃最后一个事件"),
                body("data: one\n\ndata: two\n")));
        all.add(sin(
                "W3",
                text("payloads without `data:`", "内容前没有 `data:`"),
                text("dispatches nothing", "不派发任何事件"),
                body("{\"a\": 1}\n\n{\"a\": 2}\n\n")));
        all.add(sin(
                "W4",
                text("a CR in the payload is not taken for a line break", "没有把内容中的 CR 当作换行"),
                text("ends the line at the CR", "在 CR 处结束该行"),
                body("data: one\rtwo\n\n")));
        all.add(sin(
                "W6",
                text("framed twice", "封装了两次"),
                text("shows data that begins with data:", "显示以 data: 开头的内容"),
                body("data: data: one\ndata: \n\n")));
        all.add(sin(
                "W8",
                text("a leading space lost", "丢失开头的空格"),
                text("takes one space away, as it must", "按规定去掉一个空格"),
                body("data:Hello\n\ndata: world\n\n")));
        all.add(sin(
                "W10",
                text("stray blank lines between events", "事件之间有多余的空行"),
                text("makes nothing of them", "不受影响"),
                body("\n\n\ndata: one\n\n\n\n\ndata: two\n\n\n")));
        all.add(sin(
                "W11",
                text("not UTF-8, or characters cut in two", "不是 UTF-8，或字符被切成两半"),
                text("puts U+FFFD there and goes on", "替换为 U+FFFD 并继续"),
                (talk, query) -> {
                    talk.stream("data: ");
                    talk.send("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
                    talk.send("\n\n");
                }));
        all.add(sin(
                "W12",
                text("a backslash and an n instead of a line break", "用反斜杠加 n 代替换行"),
                text("dispatches nothing", "不派发任何事件"),
                body("data: hello\\n\\n")));
        all.add(sin(
                "W13",
                text("a wrong field name", "字段名错误"),
                text("ignores the field", "忽略该字段"),
                body("name: update\ndata: one\n\nmessage: two\n\n")));
    }

    private static void heads(List<Sin> all) {
        all.add(sin(
                "H1",
                text("a missing or wrong content type", "缺少内容类型或类型错误"),
                FAILS,
                whole("200 OK", "text/plain", event(1))));
        all.add(sin(
                "H2",
                text("another charset", "其他字符集"),
                text("reads UTF-8 all the same, or fails as Chromium does", "仍按 UTF-8 读取，或像 Chromium 一样失败"),
                whole("200 OK", "text/event-stream;charset=ISO-8859-1", event(1))));
        all.add(sin(
                "H3",
                text("a stream that may be cached", "可被缓存的流"),
                text("asks past the caches", "绕过缓存请求"),
                (talk, query) -> talk.send(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: max-age=600\r\nConnection: close\r\n\r\n"
                                + event(1))));
        all.add(sin(
                "H4",
                text("headers held back until the first event", "响应头一直扣到第一个事件才发送"),
                text("is not open before", "在此之前不算打开"),
                (talk, query) -> {
                    talk.hold(query.time("for", Duration.ofSeconds(10)));
                    talk.chunks();
                    tick(talk, TICK);
                }));
        all.add(sin(
                "H5",
                text("a Content-Length on a stream that goes on", "持续的流却带 Content-Length"),
                text("reads so many bytes and comes back", "读完这些字节后重连"),
                (talk, query) -> {
                    talk.head("Content-Length: 20\r\n\r\n" + event(1) + event(2));
                    tick(talk, TICK);
                }));
        all.add(sin(
                "H7",
                text("a Content-Encoding that lies", "虚假的 Content-Encoding"),
                text("fails to decode, and says so", "解压失败，并说明原因"),
                (talk, query) -> talk.head("Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + event(1))));
        all.add(sin(
                "H8",
                text("an error page with status 200", "状态码 200 的错误页面"),
                FAILS,
                whole("200 OK", "text/html", "<h1>Sign in</h1>\n")));
        all.add(sin(
                "H9",
                text("a short 5xx that browsers take for good", "短暂的 5xx，浏览器却当成永久失败"),
                text("a browser gives up; others may come back later", "浏览器会放弃；其他客户端可以稍后重试"),
                whole("503 Service Unavailable", "text/plain", "later\n")));
        all.add(sin(
                "H10",
                text("a finished stream that is asked for again and again", "已完成的流被反复请求"),
                text("comes back for ever, as nobody says 204", "因为没有人返回 204，会一直重连"),
                (talk, query) -> {
                    talk.chunks();
                    talk.chunk(event(1) + "data: [DONE]\n\n");
                    talk.send("0\r\n\r\n");
                }));
    }

    private static void types(List<Sin> all) {
        all.add(sin(
                "T1",
                text("a type that collides with error or open", "类型与 error 或 open 冲突"),
                text("tells its own errors from events of this type", "把自身的错误与该类型的事件区分开"),
                body("event: error\ndata: mine\n\nevent: open\ndata: mine\n\n")));
        all.add(sin(
                "T3",
                text("a type without data", "有类型而没有 data"),
                text("dispatches nothing", "不派发任何事件"),
                body("event: ping\n\n")));
        all.add(sin(
                "T4",
                text("a space or CR behind the type", "类型后面有空格或 CR"),
                text("keeps the space: no listener for update is called", "保留空格：监听 update 的函数不会被调用"),
                body("event: update \ndata: one\n\n")));
        all.add(sin("R1", text("no ids", "没有 id"), text("comes back without an id", "重连时不带 id"), (talk, query) -> {
            talk.chunks();
            beat(talk, "data: no id\n\n", TICK);
        }));
        all.add(sin(
                "R2",
                text("Last-Event-ID is not read", "不读取 Last-Event-ID"),
                text("has to know events that it has seen", "需要自己识别已经见过的事件"),
                body(event(1) + event(2) + event(3))));
        all.add(sin(
                "R12",
                text("ids that are not unique", "id 不唯一"),
                text("keeps the last one all the same", "仍然保存最后一个"),
                body("id: 0\ndata: one\n\nid: 0\ndata: two\n\n")));
        all.add(sin(
                "K1",
                text("no heartbeat", "没有心跳"),
                text("cannot tell it from a dead connection", "无法与死连接区分"),
                (talk, query) -> {
                    talk.chunks();
                    talk.chunk(event(1));
                    talk.hold();
                }));
        all.add(sin(
                "K3",
                text("a heartbeat that is a message", "心跳是一条消息"),
                text("dispatches it as any message", "像普通消息一样派发"),
                (talk, query) -> {
                    talk.chunks();
                    beat(talk, "data:\n\n", TICK);
                }));
        all.add(sin(
                "K5",
                text("a heartbeat in the midst of an event", "心跳出现在事件中间"),
                text("dispatches two halves", "派发成两半"),
                body("data: one\n: heartbeat\n\ndata: two\n\n")));
    }

    private static void rest(List<Sin> all) {
        all.add(sin(
                "A1",
                text("no [DONE]", "没有 [DONE]"),
                text("waits for the end of the stream", "等待流结束"),
                body("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n")));
        all.add(sin(
                "A2",
                text("stays open behind the end", "结束之后仍不关闭"),
                text("closes by itself after [DONE]", "收到 [DONE] 后自己关闭"),
                (talk, query) -> {
                    talk.chunks();
                    talk.chunk("data: [DONE]\n\n");
                    talk.hold();
                }));
        all.add(
                sin(
                        "A3",
                        text("a failure in mid-stream is swallowed, or sent as a second answer", "中途的失败被吞掉，或作为第二个响应发送"),
                        text("takes the lines for unknown fields", "把这些行当作未知字段"),
                        body(
                                "data: Hel\n\nHTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n\r\n{\"error\":\"lost\"}\n")));
        all.add(sin(
                "A4",
                text("all tokens at once", "所有 token 一次到达"),
                text("shows them all the same", "照样全部显示"),
                (talk, query) -> {
                    talk.chunks();
                    talk.hold(query.time("for", Duration.ofSeconds(10)));
                    talk.chunk("data: a\n\ndata: b\n\ndata: c\n\n");
                    talk.send("0\r\n\r\n");
                }));
        all.add(sin(
                "X1",
                text("compression without a flush", "压缩而不刷新"),
                text("shows nothing until the stream ends", "直到流结束才显示内容"),
                (talk, query) -> {
                    talk.head("Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
                    gzip(talk, false);
                }));
        all.add(sin(
                "X6",
                text("a retry that is no number", "retry 不是数字"),
                text("ignores it", "忽略它"),
                body("retry: 3s\nretry: -1\ndata: one\n\n")));
        all.add(sin("X7", text("a planned end without a goodbye", "计划内的结束却没有告知"), RETURNS, (talk, query) -> {
            talk.chunks();
            talk.chunk(event(1));
            talk.reset();
        }));
        all.add(sin(
                "S1",
                text("LF in a type or id makes events", "类型或 id 中的 LF 产生事件"),
                text("cannot know: it shows the forged event", "无从得知：会显示伪造的事件"),
                body("event: x\ndata: forged\n\nevent: y\ndata: real\n\n")));
        all.add(sin(
                "S2",
                text("CR in a type, id or comment makes events", "类型、id 或注释中的 CR 产生事件"),
                text("cannot know: it shows the forged event", "无从得知：会显示伪造的事件"),
                body(": note\rdata: forged\r\rdata: real\n\n")));
    }

    private static Sin sin(String path, Text what, Text right, Sin.Act act) {
        return sin(path, path, what, right, act);
    }

    private static Sin sin(String path, String example, Text what, Text right, Sin.Act act) {
        return new Sin(path, example, what, right, act);
    }

    static String event(int number) {
        return "id: " + number + "\ndata: event " + number + "\n\n";
    }

    private static Sin.Act body(String stream) {
        return (talk, query) -> {
            talk.chunks();
            talk.chunk(stream);
            talk.send("0\r\n\r\n");
        };
    }

    private static Sin.Act whole(String status, String type, String body) {
        return (talk, query) -> talk.send("HTTP/1.1 " + status + "\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n")
                + "Connection: close\r\n\r\n" + body);
    }

    private static void tick(Talk talk, Duration pace) throws IOException {
        for (int i = 1; i <= MOST; i++) {
            talk.chunk(event(i));
            talk.hold(pace);
        }
    }

    private static void beat(Talk talk, String text, Duration pace) throws IOException {
        for (int i = 0; i < MOST; i++) {
            talk.chunk(text);
            talk.hold(pace);
        }
    }

    private static void gzip(Talk talk, boolean flushed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, true)) {
            for (int i = 1; i <= 20; i++) {
                gzip.write(event(i).getBytes(StandardCharsets.UTF_8));
                if (flushed) {
                    gzip.flush();
                    talk.send(bytes.toByteArray());
                    bytes.reset();
                }
                talk.hold(Duration.ofMillis(500));
            }
        }
        talk.send(bytes.toByteArray());
    }
}
