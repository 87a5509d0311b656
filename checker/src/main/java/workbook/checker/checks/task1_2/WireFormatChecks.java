package workbook.checker.checks.task1_2;

import static workbook.checker.checks.task1_2.EchoRequest.message;
import static workbook.checker.checks.task1_2.EchoRequest.nothing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Experiment;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;
import workbook.checker.vectors.Vectors;

/** {@code POST /echo} answers with a stream that holds exactly the event it was sent. */
@Checks
final class WireFormatChecks {

    @Experiment
    static ReceivedLines aPoem(Probe probe) {
        EchoRequest poem = message("roses are red\n violets are blue").type("poem");
        Connection connection = probe.post("/echo", poem.json().getBytes(StandardCharsets.UTF_8));
        connection.awaitEnd(probe.answer());
        return ReceivedLines.of(connection);
    }

    @Check(number = 1, en = "It opens as an event stream", zh = "以事件流的形式打开", rule = "HTML 9.2.5", clauses = 1)
    void opens(Probe probe) {
        Echo.send(probe, message("hello")).requireEventStream();
    }

    @Check(number = 2, en = "One event, then the end", zh = "一个事件，然后结束", rule = "HTML 9.2.6", clauses = 2, needs = 1)
    void oneEventThenTheEnd(Probe probe) {
        String word = probe.word();
        Echo.send(probe, message(word))
                .requireNothingOf(List.of("hello"))
                .requireData()
                .requireCleanEnd();
        Echo.send(probe, message("hello"))
                .requireNothingOf(List.of(word))
                .requireData()
                .requireCleanEnd();
    }

    @Check(number = 3, en = "Multi-line data", zh = "多行 data", rule = "HTML 9.2.6", clauses = 3, needs = 2)
    void multiLineData(Probe probe) {
        sendAll(probe, "lines").forEach(Echo::requireData);
    }

    @Check(number = 4, en = "Spaces are kept", zh = "空格一个都不能少", rule = "HTML 9.2.6", clauses = 3, needs = 2)
    void spacesAreKept(Probe probe) {
        sendAll(probe, "spaces").forEach(Echo::requireData);
    }

    @Check(
            number = 5,
            en = "Empty data and a trailing line break",
            zh = "空 data 与末尾换行",
            rule = "HTML 9.2.6",
            clauses = 4,
            needs = 3)
    void emptyDataAndTrailingBreak(Probe probe) {
        sendAll(probe, "empty").forEach(Echo::requireData);
    }

    @Check(number = 6, en = "Text of the whole world", zh = "各国文字", rule = "HTML 9.2.5", clauses = 5, needs = 2)
    void textOfTheWorld(Probe probe) {
        sendAll(probe, "text").forEach(Echo::requireData);
        Echo.send(probe, message(probe.line())).requireData();
        Echo.sendInTwo(probe, message("in two parts 豆腐")).requireData();
    }

    @Check(number = 7, en = "The type", zh = "事件类型", rule = "HTML 9.2.6", clauses = 6, needs = 2)
    void type(Probe probe) {
        Echo.send(probe, message("hello")).requireType();
        sendAll(probe, "type").forEach(echo -> echo.requireData().requireType());
    }

    @Check(number = 8, en = "The id", zh = "事件 id", rule = "HTML 9.2.6", clauses = 7, needs = 6)
    void id(Probe probe) {
        sendAll(probe, "id").forEach(echo -> echo.requireData().requireId());
        Echo.send(probe, message("hello")).requireId().requireNoId();
        Echo.send(probe, nothing().id("7")).requireRemembered();
    }

    @Check(number = 9, en = "The retry time", zh = "重连时间 retry", rule = "HTML 9.2.6", clauses = 8, needs = 2)
    void retry(Probe probe) {
        Echo.send(probe, message("hello").retry(3000)).requireData().requireRetry();
        Echo.send(probe, nothing().retry(250)).requireRetry().requireNothing();
        for (long retry : List.of(0L, 9_007_199_254_740_991L)) {
            Echo.send(probe, nothing().retry(retry)).requireRetry();
        }
    }

    @Check(number = 10, en = "Comments", zh = "注释", rule = "HTML 9.2.6", clauses = 9, needs = 2)
    void comments(Probe probe) {
        Echo.send(probe, nothing().comment("still here")).requireNothing().requireComment();
        Echo.send(probe, message("hello").comment("before")).requireData().requireComment();
        for (String end : List.of("\n", "\r", "\r\n", "\n\n")) {
            Echo.send(probe, nothing().comment("one" + end + "data: forged"))
                    .requireNothing()
                    .requireComment();
        }
    }

    @Check(number = 11, en = "Nothing to dispatch", zh = "没有可派发的内容", rule = "HTML 9.2.6", clauses = 10, needs = 2)
    void nothingToDispatch(Probe probe) {
        Echo.send(probe, nothing()).requireNothing();
        Echo.send(probe, nothing().type("update")).requireNothing();
        Echo.send(probe, nothing().id("7")).requireNothing();
        Echo.send(probe, nothing().id(null).type(null).data(null).retry(null).comment(null))
                .requireNothing();
        Echo.send(probe, message("hello").id(null).type(null).retry(null).comment(null))
                .requireData()
                .requireType()
                .requireId();
        Echo.send(probe, nothing().with("Data", "hello")).requireNothing();
        Echo.send(probe, message("hello").with("colour", "blue").with("size", 3))
                .requireData();
    }

    @Check(number = 12, en = "Bad input is refused", zh = "拒绝不合法的输入", clauses = 11, needs = 1)
    void badInputIsRefused(Probe probe) {
        RefusedBody.all().forEach(input -> Echo.sendRaw(probe, input.body().toByteArray())
                .requireRefused(input));
    }

    @Check(number = 13, en = "Not cached", zh = "不许缓存", rule = "RFC 9111 5.2.2", clauses = 12, needs = 1)
    void notCached(Probe probe) {
        Echo.send(probe, message("hello")).requireNotCached();
    }

    @Check(number = 14, en = "Nothing is shared", zh = "请求之间互不影响", clauses = 13, needs = 2)
    void nothingIsShared(Probe probe) {
        Echo.send(probe, message("0123456789".repeat(10_000))).requireData();
        List<String> sent = IntStream.range(0, 24)
                .mapToObj(n -> ("client " + n + ";").repeat(400))
                .toList();
        List<Echo> together = probe.atOnce(sent.size(), n -> Echo.send(probe, message(sent.get(n))));
        for (int n = 0; n < sent.size(); n++) {
            String own = sent.get(n);
            List<String> others =
                    sent.stream().filter(data -> !data.equals(own)).toList();
            together.get(n).requireNothingOf(others).requireData();
        }
    }

    /** The vectors of one group of {@code vectors/encode.json}, each sent when its turn comes. */
    private static Stream<Echo> sendAll(Probe probe, String group) {
        return Vectors.events(group).stream().map(vector -> Echo.send(probe, EchoRequest.of(vector)));
    }
}
