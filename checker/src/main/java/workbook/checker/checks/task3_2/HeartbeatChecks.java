package workbook.checker.checks.task3_2;

import workbook.checker.checks.fanout.FanOutContract;
import workbook.checker.checks.walk.Walk;
import workbook.checker.finding.Severity;
import workbook.checker.grading.Checks;
import workbook.checker.probe.BrokenText;
import workbook.checker.probe.Check;
import workbook.checker.probe.Probe;

/** {@code GET /events} sends every message at once, and to each client a comment when there has been none for long. */
@Checks
final class HeartbeatChecks {

    private Listeners clients;
    private FastHeartbeat flood;

    @Check(number = 1, en = "It opens at once", zh = "立即打开", rule = "HTML 9.2.3", clauses = 1)
    void opensAtOnce(Probe probe) {
        clients = new Listeners(probe);
        flood = new FastHeartbeat(probe);
        clients.first().requireOpening();
        clients.requireHeadersAtOnce();
    }

    @Check(
            number = 2,
            en = "A message arrives at once",
            zh = "消息立即送达",
            clauses = {2, 11},
            needs = 1)
    void aMessageArrivesAtOnce(Probe probe) {
        clients.requirePromptMessages();
        BrokenText.requireRefused(probe, "/messages");
    }

    @Check(
            number = 3,
            en = "Whole, in order, to every client",
            zh = "完整、有序、每个客户端都收到",
            rule = "HTML 9.2.6",
            clauses = 3,
            needs = 2)
    void wholeInOrderToEveryClient(Probe probe) {
        clients.requireEveryMessageAtEveryClient();
    }

    @Check(
            number = 4,
            en = "A heartbeat in every silence",
            zh = "没有事件时发送心跳",
            rule = "HTML 9.2.7",
            clauses = 4,
            needs = 1)
    void aHeartbeatInEverySilence(Probe probe) {
        flood.prepare();
        clients.silence().requireSign();
    }

    @Check(number = 5, en = "On time", zh = "准时", clauses = 5, severity = Severity.SHOULD, needs = 4)
    void onTime(Probe probe) {
        clients.silence().requireOnTime();
        clients.silence().requireNotTooOften();
        flood.requirePace();
    }

    @Check(
            number = 6,
            en = "A comment and nothing else",
            zh = "只是注释，别无其他",
            rule = "HTML 9.2.6",
            clauses = 6,
            needs = {2, 4})
    void aCommentAndNothingElse(Probe probe) {
        clients.requireComments();
    }

    @Check(number = 7, en = "Each client has its own", zh = "每个客户端都有自己的心跳", clauses = 4, needs = 4)
    void eachClientHasItsOwn(Probe probe) {
        clients.silence().requireSignAtEach();
    }

    @Check(
            number = 8,
            en = "It goes on after a message",
            zh = "消息之后继续",
            clauses = 7,
            needs = {3, 7})
    void itGoesOnAfterAMessage(Probe probe) {
        clients.silence().requireSignAfterMessages();
    }

    @Check(
            number = 9,
            en = "A proxy keeps it open",
            zh = "代理不会断开流",
            rule = "HTML 9.2.7",
            clauses = 7,
            needs = {2, 7})
    void aProxyKeepsItOpen(Probe probe) {
        clients.requireSurvivalBehindProxy();
        clients.leave();
    }

    @Check(number = 10, en = "No event is cut", zh = "心跳不插进事件中间", rule = "HTML 9.2.6", clauses = 8, needs = 3)
    void noEventIsCut(Probe probe) {
        flood.requireWholeEvents();
    }

    @Check(number = 11, en = "Nothing is left of those who left", zh = "客户端断开后不留下任何资源", clauses = 9, needs = 1)
    void nothingIsLeft(Probe probe) {
        flood.requireNothingLeft();
    }

    @Check(
            number = 12,
            en = "One that leaves stops nobody",
            zh = "一个客户端断开，不影响其他客户端",
            clauses = 10,
            needs = {8, 9})
    void oneThatLeavesStopsNobody(Probe probe) {
        clients.silence().requireSignsAfterLeaving();
    }

    @Check(
            number = 13,
            en = "Whatever clients do",
            zh = "无论客户端怎么做",
            clauses = {2, 3, 8, 10},
            wholeContract = true,
            needs = {5, 6, 10, 11, 12})
    void whateverClientsDo(Probe probe) {
        Walk.require(probe, new FanOutContract(201));
    }
}
