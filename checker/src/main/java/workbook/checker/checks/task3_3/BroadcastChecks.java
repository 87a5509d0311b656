package workbook.checker.checks.task3_3;

import workbook.checker.checks.fanout.FanOutContract;
import workbook.checker.checks.timing.HeadersAtOnce;
import workbook.checker.checks.timing.OwnServer;
import workbook.checker.checks.walk.Walk;
import workbook.checker.grading.Checks;
import workbook.checker.probe.BrokenText;
import workbook.checker.probe.Check;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;

/** {@code POST /messages} reaches every client of {@code GET /events}, whatever the others do. */
@Checks
final class BroadcastChecks {

    private static final int CLIENTS = 50;

    private ClientGroup group;
    private OwnServer shortQueue;
    private OwnServer fewPlaces;
    private StalledClient stalled;
    private ClientLimit limit;

    @Check(number = 1, en = "It opens as an event stream", zh = "以事件流的形式打开", rule = "HTML 9.2.3", clauses = 1)
    void opens(Probe probe) {
        Connection first = probe.get("/events");
        Expectations.requireEventStream(probe, first);
        HeadersAtOnce.require(probe, first);
        group = ClientGroup.of(probe, first);
        shortQueue = StalledClient.server(probe);
        fewPlaces = ClientLimit.server(probe);
    }

    @Check(number = 2, en = "Not cached", zh = "不许缓存", rule = "RFC 9111 5.2.2", clauses = 2, needs = 1)
    void notCached(Probe probe) {
        Expectations.requireNotCached(probe, group.first());
    }

    @Check(
            number = 3,
            en = "A message reaches a client",
            zh = "消息送达客户端",
            rule = "HTML 9.2.6",
            clauses = {3, 13},
            needs = 1)
    void aMessageArrives(Probe probe) {
        group.requireDelivered("  hello,\n" + probe.line() + "豆腐\n");
        BrokenText.requireRefused(probe, "/messages");
    }

    @Check(number = 4, en = "The stream stays open", zh = "流一直开着", clauses = 3, needs = 3)
    void theStreamStaysOpen(Probe probe) {
        group.requireOneMore("once more");
        group.requireOneMore("and again");
        group.requireOneMore("and again");
    }

    @Check(number = 5, en = "Everyone gets every message", zh = "每个客户端都收到每条消息", clauses = 4, needs = 4)
    void everyoneGetsEveryMessage(Probe probe) {
        group.join(CLIENTS - group.size());
        group.requireAll(group.post(10));
    }

    @Check(number = 6, en = "One order for all", zh = "所有客户端收到的顺序相同", clauses = 5, needs = 5)
    void oneOrderForAll(Probe probe) {
        group.requireSameOrder(group.postAtOnce(8, 20));
    }

    @Check(number = 7, en = "The count of clients", zh = "在线客户端数", clauses = 6, needs = 6)
    void theCount(Probe probe) {
        group.requireCounted();
    }

    @Check(number = 8, en = "A client that breaks off harms nobody", zh = "一个客户端断线，其他客户端不受影响", clauses = 7, needs = 6)
    void breakingOffHarmsNobody(Probe probe) {
        group.leave(10);
        group.requireAllInSpiteOfTheGone(group.post(3));
    }

    @Check(number = 9, en = "Who has gone is not counted", zh = "断开的客户端不再计入", clauses = 7, needs = 7)
    void theGoneAreNotCounted(Probe probe) {
        group.leave(20);
        probe.atOnce(2, n -> (n == 0 ? shortQueue : fewPlaces).startAhead()); // there is time for it
        group.requireGoneUncounted();
    }

    @Check(
            number = 10,
            en = "A client that stops reading delays nobody",
            zh = "停止读取的客户端不影响其他客户端",
            clauses = 8,
            needs = 5)
    void stoppingDelaysNobody(Probe probe) {
        stalled = StalledClient.measure(probe, shortQueue).requireNoDelay();
    }

    @Check(
            number = 11,
            en = "A client that stops reading is dropped",
            zh = "停止读取的客户端会被断开",
            clauses = {9, 12},
            needs = {7, 10})
    void stoppingIsDropped(Probe probe) {
        stalled.requireDropped();
    }

    @Check(
            number = 12,
            en = "One too many is refused",
            zh = "超出上限就拒绝",
            rule = "RFC 9110 15.6.4",
            clauses = 10,
            needs = 5)
    void oneTooManyIsRefused(Probe probe) {
        limit = ClientLimit.fill(fewPlaces);
        limit.requireRefusal();
        limit.requireAdmittedStay();
    }

    @Check(
            number = 13,
            en = "A freed place can be taken",
            zh = "空出的位置可以再用",
            clauses = 11,
            needs = {9, 12})
    void aFreedPlaceCanBeTaken(Probe probe) {
        limit.requireFreedPlace();
        limit.requireAdmittedStay();
    }

    @Check(
            number = 14,
            en = "Whatever clients do",
            zh = "无论客户端怎么做",
            clauses = {3, 4, 5, 7},
            wholeContract = true,
            needs = {2, 8, 11, 13})
    void whateverClientsDo(Probe probe) {
        Walk.require(probe, new FanOutContract(202));
    }
}
