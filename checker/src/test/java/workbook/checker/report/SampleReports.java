package workbook.checker.report;

import static workbook.checker.finding.WireLine.Kind.ACT;
import static workbook.checker.finding.WireLine.Kind.BYTES;
import static workbook.checker.finding.WireLine.Kind.END;
import static workbook.checker.finding.WireLine.Kind.HEAD;
import static workbook.checker.finding.WireLine.Kind.SENT;
import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Conversation.Mark;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Prediction;
import workbook.checker.finding.Report;
import workbook.checker.finding.Severity;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.TaskResult.Trouble;
import workbook.checker.finding.Verdict;
import workbook.checker.finding.WireLine;
import workbook.checker.text.Text;

/** Reports as a run of the checker leaves them, one for each way in which a task can end. */
public final class SampleReports {
    /** A machine that no run of the tests is on, so that golden files stay what they are. */
    public static final Origin ORIGIN =
            new Origin(OffsetDateTime.parse("2026-03-01T09:30:15+08:00"), "Linux 6.8 (amd64)", "21.0.5", "4.5.0");

    private static final Text WIRE_FORMAT = text("The wire format", "线上格式");

    private SampleReports() {}

    public static Report of(TaskResult... tasks) {
        return new Report("1", "exercises", 4711, "fast", Duration.ofMillis(2100), List.of(tasks));
    }

    /** Task 1.2: a line break inside the data ends the field. */
    public static TaskResult lineBreak() {
        List<CheckResult> checks = new ArrayList<>();
        IntStream.of(1, 2, 4, 6, 8, 10, 12).forEach(n -> checks.add(passed("1.2/" + n, plain(n))));
        checks.add(2, result("1.2/3", text("multi-line data", "多行数据"), Verdict.FAILED, brokenLine()));
        checks.add(4, result("1.2/5", text("CRLF in data", "data 中的 CRLF"), Verdict.FAILED, brokenLine()));
        checks.add(6, result("1.2/7", text("no space doubled", "不多出空格"), Verdict.WARNED, brokenLine()));
        checks.add(8, result("1.2/9", text("comment of two lines", "两行的注释"), Verdict.FAILED, brokenLine()));
        checks.add(
                10,
                result(
                        "1.2/11",
                        text("any text comes back", "任意文本原样返回"),
                        Verdict.SKIPPED,
                        Finding.of(text("waits for 1.2/3", "要等 1.2/3 通过"), Text.NONE)));
        return task("1.2", WIRE_FORMAT, Status.FAILED, "1.2-wire-format", "WireFormatService", checks);
    }

    static Finding brokenLine() {
        String bytes = "data: roses are red\\nviolets are blue\\n\\n";
        WireLine line = new WireLine(ms(4), BYTES, bytes, true, List.of("message \"roses are red\""));
        Text note = text("read as an unknown field, so ignored", "被当作未知字段，整行忽略");
        Conversation echo = new Conversation(
                text("connection 1", "连接 1"),
                "curl -N -X POST -d '{\"data\":\"roses are red\\nviolets are blue\"}' http://127.0.0.1:8080/echo",
                List.of(
                        new WireLine(ms(0), SENT, "POST /echo HTTP/1.1", false, List.of()),
                        new WireLine(ms(3), HEAD, "HTTP/1.1 200 OK", false, List.of()),
                        new WireLine(ms(3), HEAD, "Content-Type: text/event-stream", false, List.of()),
                        line,
                        new WireLine(ms(5), END, text("the server ended the stream", "服务器结束了流"), false, List.of())),
                Optional.of(new Mark(3, bytes.indexOf("violets"), note)));
        return new Finding(
                        same("message \"roses are red\\nviolets are blue\""),
                        same("message \"roses are red\""),
                        text(
                                "message \"roses are red\" - the second line is lost, and no error is raised",
                                "message \"roses are red\" —— 第二行丢了，也不会报错"),
                        text(
                                "every line of the payload needs a \"data:\" field of its own",
                                "负载的每一行都要有自己的 \"data:\" 字段"),
                        text(
                                "the text was written in one piece; a line break inside it ends the field",
                                "文本是整段写出的，其中的换行符提前结束了字段"),
                        text(
                                "sse hint 1.2 · exercises/1.2-wire-format/src/main/java/workbook/WireFormatService.java",
                                "sse hint 1.2 · exercises/1.2-wire-format/src/main/java/workbook/WireFormatService.java"),
                        List.of(echo),
                        List.of())
                .withPrinted(List.of(
                        "java.lang.IllegalArgumentException: a line break in the data",
                        "    at workbook.Event.write(Event.java:24)"));
    }

    /** Task 3.1: the replay begins at the first id, whatever the client has seen. */
    public static TaskResult replayedTwice() {
        Finding finding = new Finding(
                text("id 4, 5", "id 4、5"),
                text("id 1, 2, 3, 4, 5", "id 1、2、3、4、5"),
                text("the reader sees 1-3 twice", "读者会看到两遍 1–3"),
                text("with Last-Event-ID the stream goes on behind that event", "带有 Last-Event-ID 时，流应从该事件之后继续"),
                text("the header arrived but was not compared with your ids", "请求头已经收到，但没有与你的 id 比较"),
                text("sse hint 3.1", "sse hint 3.1"),
                List.of(firstConnection(), secondConnection()),
                List.of());
        List<CheckResult> checks = List.of(
                passed("3.1/1", text("retry comes first", "先发送 retry")),
                passed("3.1/2", text("live messages", "实时消息")),
                passed("3.1/3", text("an id on each message", "每条消息都有 id")),
                result("3.1/4", text("resume after a cut", "断线后续传"), Verdict.FAILED, finding),
                result(
                        "3.1/5",
                        text("no hole while busy", "繁忙时也不丢消息"),
                        Verdict.SKIPPED,
                        Finding.of(text("waits for 3.1/4", "要等 3.1/4 通过"), Text.NONE)));
        return task("3.1", text("Resume and replay", "断线续传与重放"), Status.FAILED, "3.1-replay", "ReplayService", checks);
    }

    private static Conversation firstConnection() {
        List<WireLine> lines = new ArrayList<>(head());
        IntStream.rangeClosed(1, 3).forEach(n -> lines.add(message(10 * n, n)));
        lines.add(new WireLine(ms(306), ACT, text("I cut the connection", "我切断了连接"), false, List.of()));
        return new Conversation(
                text("connection 1", "连接 1"), "curl -N http://127.0.0.1:8080/events", lines, Optional.empty());
    }

    private static Conversation secondConnection() {
        List<WireLine> lines = new ArrayList<>(head());
        IntStream.rangeClosed(1, 40).forEach(n -> lines.add(message(4 + n, n)));
        return new Conversation(
                text("connection 2, after id 3", "连接 2（已收到 id 3）"),
                "curl -N -H 'Last-Event-ID: 3' http://127.0.0.1:8080/events",
                lines,
                Optional.of(new Mark(3, 4, text("expected to start at id 4", "应当从 id 4 开始"))));
    }

    private static List<WireLine> head() {
        return List.of(
                new WireLine(ms(0), SENT, "GET /events HTTP/1.1", false, List.of()),
                new WireLine(ms(2), HEAD, "HTTP/1.1 200 OK", false, List.of()),
                new WireLine(ms(3), BYTES, "retry: 1000\\n\\n", true, List.of()));
    }

    private static WireLine message(int at, int id) {
        String bytes = "id: %d\\ndata: 消息 %d 👋\\n\\n".formatted(id, id);
        return new WireLine(ms(at), BYTES, bytes, true, List.of("message \"消息 %d 👋\"".formatted(id)));
    }

    /** Task 3.2: the heartbeat comes, but late. */
    public static TaskResult lateHeartbeat() {
        Finding finding = new Finding(
                text("a comment at least every 1.5 s (15 s on the real clock)", "至少每 1.5 秒一条注释（真实时钟为 15 秒）"),
                text("1.9 s of silence, connection still open", "沉默了 1.9 秒，连接仍然打开"),
                Text.NONE,
                text(
                        "nginx closes an idle upstream after 60 s, some load balancers sooner",
                        "nginx 会在 60 秒后关闭空闲的上游连接，有的负载均衡更早"),
                Text.NONE,
                text("sse check 3.2 --clock real", "sse check 3.2 --clock real"),
                List.of(),
                List.of());
        CheckResult late = new CheckResult(
                "3.2/2",
                text("heartbeat interval", "心跳间隔"),
                Severity.SHOULD,
                same("HTML 9.2.7"),
                Verdict.WARNED,
                ms(1900),
                Optional.of(finding));
        CheckResult nginx = result(
                "3.2/4",
                text("through nginx", "经过 nginx"),
                Verdict.SKIPPED,
                Finding.of(
                        text("nginx is not installed", "没有安装 nginx"), text("apt install nginx", "apt install nginx")));
        List<CheckResult> checks = List.of(passed("3.2/1", plain(1)), late, passed("3.2/3", plain(3)), nginx);
        return task("3.2", text("Heartbeat", "心跳"), Status.PASSED, "3.2-heartbeat", "HeartbeatService", checks);
    }

    public static TaskResult doesNotCompile() {
        Trouble trouble = new Trouble(
                text("Your code does not compile yet.", "代码还没有通过编译。"),
                text(
                        "mend line 31 of FirstStreamService.java, then: sse check 2.1",
                        "修改 FirstStreamService.java 第 31 行，然后运行 sse check 2.1"),
                """
                FirstStreamService.java:31: error: ';' expected
                \t\tsink.emit(SseEvent.create(now))
                \t\t                               ^
                1 error
                """);
        return TaskResult.of(
                "2.1",
                text("The first stream", "第一个流"),
                Status.ERROR,
                ms(900),
                source("2.1-first-stream", "FirstStreamService"),
                List.of(),
                Optional.of(trouble));
    }

    public static TaskResult notStarted() {
        return TaskResult.of(
                "2.3",
                text("Event types", "事件类型"),
                Status.NOT_STARTED,
                ms(700),
                source("2.3-event-types", "EventTypesService"),
                List.of(),
                Optional.empty());
    }

    public static TaskResult brokenChecker() {
        Finding finding = Finding.of(same("IndexOutOfBoundsException"), Text.NONE);
        List<CheckResult> checks = List.of(
                passed("3.3/1", plain(1)),
                result("3.3/4", text("one order for all", "所有人看到同样的顺序"), Verdict.BROKEN, finding));
        return task(
                "3.3",
                text("Broadcast to many clients", "向众多客户端广播"),
                Status.ERROR,
                "3.3-broadcast",
                "BroadcastService",
                checks);
    }

    public static TaskResult passedTask() {
        List<CheckResult> checks = IntStream.rangeClosed(1, 12)
                .mapToObj(n -> passed("1.2/" + n, plain(n)))
                .toList();
        return task("1.2", WIRE_FORMAT, Status.PASSED, "1.2-wire-format", "WireFormatService", checks);
    }

    /** Two checks of twelve were asked for, and passed. */
    public static TaskResult passedInPart() {
        List<CheckResult> checks =
                IntStream.of(1, 3).mapToObj(n -> passed("1.2/" + n, plain(n))).toList();
        return task("1.2", WIRE_FORMAT, Status.PASSED, "1.2-wire-format", "WireFormatService", checks)
                .withLeft(10);
    }

    /** A blank line was forgotten, and a space. */
    public static TaskResult predicted() {
        return passedTask()
                .withPrediction(Optional.of(new Prediction(
                        "exercises/1.2-wire-format/predict.txt",
                        List.of(
                                row("event: poem", "event: poem", true),
                                row("data: roses are red", "data: roses are red", true),
                                row("data: violets are blue", "data:  violets are blue", false),
                                new Prediction.Row(List.of(), List.of(""), false)),
                        Text.NONE)));
    }

    private static Prediction.Row row(String predicted, String sent, boolean same) {
        return new Prediction.Row(List.of(predicted), List.of(sent), same);
    }

    /** Task 1.1: three ways to the same ticks, with numbers that differ by much. */
    public static TaskResult measured() {
        Measured table = new Measured(
                text("Measured: the same 10 ticks, two ways", "实测：同样的 10 次计数，两种方式"),
                List.of(new Measured.Column("polling", text("Polling", "轮询")), new Measured.Column("sse", same("SSE"))),
                List.of(
                        new Measured.Row(
                                "bytesDown",
                                text("Bytes to the client", "发往客户端的字节"),
                                List.of(Measured.Cell.of(1680), Measured.Cell.of(306))),
                        new Measured.Row(
                                "delayMs",
                                text("Median delay", "延迟（中位数）"),
                                List.of(
                                        new Measured.Cell(same("53.7 ms"), OptionalDouble.of(53.7)),
                                        new Measured.Cell(same("0.0 ms"), OptionalDouble.of(0)))),
                        new Measured.Row(
                                "reconnects",
                                text("Who comes back after a cut", "断线后谁来重连"),
                                List.of(
                                        Measured.Cell.of(text("your code", "你的代码")),
                                        Measured.Cell.of(text("the browser", "浏览器"))))),
                text("Bytes are those in TCP.", "字节数按 TCP 负载计。"));
        return TaskResult.of(
                        "1.1",
                        text("Polling and SSE", "轮询与 SSE"),
                        Status.PASSED,
                        ms(5200),
                        source("1.1-three-ways", "ThreeWaysService"),
                        List.of(passed("1.1/1", plain(1))),
                        Optional.empty())
                .withMeasured(List.of(table));
    }

    public static TaskResult task(
            String id, Text title, Status status, String folder, String service, List<CheckResult> checks) {
        return TaskResult.of(id, title, status, ms(1400), source(folder, service), checks, Optional.empty());
    }

    public static CheckResult result(String id, Text title, Verdict verdict, Finding finding) {
        Severity severity = verdict == Verdict.WARNED ? Severity.SHOULD : Severity.MUST;
        return new CheckResult(id, title, severity, same("HTML 9.2.6"), verdict, ms(120), Optional.of(finding));
    }

    static CheckResult passed(String id, Text title) {
        return new CheckResult(id, title, Severity.MUST, same("HTML 9.2.6"), Verdict.PASSED, ms(80), Optional.empty());
    }

    private static Text plain(int number) {
        return text("expectation %d", "期望 %d", number);
    }

    private static String source(String folder, String service) {
        return "exercises/%s/src/main/java/workbook/%s.java".formatted(folder, service);
    }

    public static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
