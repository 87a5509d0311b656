package workbook.checker.checks.task5_2;

import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Probe;

/** A page that asks by POST and reads the stream of the answer itself, and what its author knows of EventSource. */
@Checks
final class FetchStreamChecks {

    @Check(number = 1, en = "The question goes out by POST", zh = "用 POST 发出问题", clauses = 1)
    void theQuestionGoesOutByPost(Probe probe) {
        FirstRequest.require(probe, "why \"this\" \\ way? 为什么 😀");
    }

    @Check(number = 2, en = "Events become rows", zh = "事件变成行", clauses = 2, needs = 1)
    void eventsBecomeRows(Probe probe) {
        AnswerRows.require(probe);
    }

    @Check(number = 3, en = "Text is never markup", zh = "文本绝不是标记", clauses = 3, needs = 2)
    void textIsNeverMarkup(Probe probe) {
        Markup.require(probe);
    }

    @Check(
            number = 4,
            en = "Fields, as the standard reads them",
            zh = "按标准读字段",
            rule = "HTML 9.2.6",
            clauses = 4,
            needs = 3)
    void fields(Probe probe) {
        StreamReading.require(probe, VectorStreams.Group.FIELDS);
    }

    @Check(
            number = 5,
            en = "Id and retry are remembered",
            zh = "记住 id 和 retry",
            rule = "HTML 9.2.6",
            clauses = 5,
            needs = 4)
    void idAndRetry(Probe probe) {
        StreamReading.require(probe, VectorStreams.Group.MEMORY);
    }

    @Check(
            number = 6,
            en = "A cut between bytes means nothing",
            zh = "字节在哪里切开，结果都一样",
            rule = "HTML 9.2.6",
            clauses = 6,
            needs = 4)
    void cuts(Probe probe) {
        StreamReading.require(probe, VectorStreams.Group.CUTS);
    }

    @Check(number = 7, en = "UTF-8, cut anywhere", zh = "字符可以在任意字节处切开", rule = "HTML 9.2.6", clauses = 7, needs = 6)
    void text(Probe probe) {
        StreamReading.require(probe, VectorStreams.Group.TEXT);
    }

    @Check(number = 8, en = "A line has three ends", zh = "行有三种结尾", rule = "HTML 9.2.6", clauses = 8, needs = 7)
    void lineEnds(Probe probe) {
        StreamReading.require(probe, VectorStreams.Group.LINE_ENDS);
    }

    @Check(
            number = 9,
            en = "Anything but a stream is refused",
            zh = "不是流就拒绝",
            rule = "HTML 9.2.3",
            clauses = 9,
            needs = 2)
    void anythingButAStreamIsRefused(Probe probe) {
        Refusals refusals = Refusals.open(probe);
        refusals.requireRefused("401 Unauthorized", "application/json", "{\"error\":\"no such token\"}", "401");
        refusals.requireRefused("500 Internal Server Error", "text/event-stream", "data: x\n\n", "500");
        refusals.requireRefused("204 No Content", "", "", "204");
        refusals.requireRefused("200 OK", "text/html; charset=utf-8", "<p>data: please log in</p>\n\n", "text/html");
        refusals.requireRefused("200 OK", "text/event-streams", "data: x\n\n", "text/event-streams");
        refusals.requireRefused("202 Accepted", "text/event-stream", "data: x\n\n", "202");
        refusals.requireAccepted("Text/Event-Stream; charset=UTF-8");
        refusals.requireRefusedOnReturn("503 Service Unavailable", "503");
    }

    @Check(number = 10, en = "Stop reaches the server", zh = "停止要传到服务器", clauses = 10, needs = 2)
    void stopReachesTheServer(Probe probe) {
        StopButton stop = StopButton.open(probe);
        stop.requireWhileOpen();
        stop.requireByNextQuestion();
        stop.requireWhileWaiting();
        stop.requireInALongPause();
    }

    @Check(
            number = 11,
            en = "It comes back with the last id",
            zh = "带着最后的 id 重连",
            rule = "HTML 9.2.4",
            clauses = 11,
            needs = {5, 7})
    void comesBackWithTheLastId(Probe probe) {
        StreamResumption returns = StreamResumption.open(probe);
        returns.requireAfterACut();
        returns.requireAfterAnEnd();
        returns.requireWithoutAnEmptyId();
    }

    @Check(
            number = 12,
            en = "It waits as long as the server asks",
            zh = "按服务器说的时间等待",
            rule = "HTML 9.2.3",
            clauses = 12,
            needs = 11)
    void waits(Probe probe) {
        ReconnectPauses pauses = ReconnectPauses.open(probe);
        pauses.require(200);
        pauses.require(700);
        pauses.requireRemembered(200);
        pauses.requireBehindFailures(500);
        pauses.requireWord(1500);
    }

    @Check(number = 13, en = "It gives up in the end", zh = "最终会放弃", clauses = 13, needs = 11)
    void givesUp(Probe probe) {
        ReconnectAttempts patience = ReconnectAttempts.open(probe);
        patience.requireEnd();
        patience.requireFreshCount();
    }

    @Check(number = 14, en = "Memory stays flat", zh = "内存不增长", clauses = 14, needs = 2)
    void memoryStaysFlat(Probe probe) {
        EventFlood.require(probe, 100_000);
    }

    @Check(number = 15, en = "EventSource or fetch", zh = "EventSource 还是 fetch", clauses = 15)
    void eventSourceOrFetch(Probe probe) {
        FetchAnswers.ask(probe.answers()).require();
    }
}
