package workbook.checker.checks.task1_1;

import java.util.List;
import workbook.checker.checks.timing.Ticks;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Measures;
import workbook.checker.probe.Probe;

/** {@code GET /poll}, {@code GET /events} and the WebSocket {@code /ws} tell the same counter, each in its way. */
@Checks
@Measures
final class ThreeWaysChecks {

    private TickEvents events;
    private TickMessages messages;

    @Check(number = 1, en = "A poll answers with the tick", zh = "轮询返回当前计数", clauses = 1)
    void aPollAnswers(Probe probe) {
        Poll.ask(probe).requireTick();
    }

    @Check(
            number = 2,
            en = "A poll is kept out of caches",
            zh = "轮询结果不被缓存",
            rule = "RFC 9111 5.2.2",
            clauses = 2,
            needs = 1)
    void aPollIsNotCached(Probe probe) {
        Poll.ask(probe).requireNotCached();
    }

    @Check(
            number = 3,
            en = "The event stream opens",
            zh = "事件流能打开",
            rule = "HTML 9.2.3",
            clauses = {2, 3})
    void theEventStreamOpens(Probe probe) {
        events = TickEvents.open(probe);
        Expectations.requireEventStream(probe, events.connection());
        Expectations.requireNotCached(probe, events.connection());
        new Ticks(probe, TickPace.INTERVAL).requireHeadersAtOnce(events::behindATick);
    }

    @Check(
            number = 4,
            en = "Every tick is an event",
            zh = "每次计数都是一个事件",
            clauses = {4, 12},
            needs = 3)
    void everyTickIsAnEvent(Probe probe) {
        events.requireTicks(2);
        AtTheTick<TickEvents> clients = AtTheTick.open(probe, events, () -> TickEvents.open(probe));
        TickPace.require(probe, events, () -> TickEvents.open(probe));
        AtTheTick<TickEvents> others = clients.leave();
        others.requireOthersStay(events);
        others.requireTicks();
        NextClient.requireBehindCuts(() -> TickEvents.open(probe));
    }

    @Check(number = 5, en = "The WebSocket opens", zh = "WebSocket 能打开", rule = "RFC 6455 4.2.2", clauses = 5)
    void theWebSocketOpens(Probe probe) {
        messages = TickMessages.open(probe);
        new OpeningHandshake(probe, messages.socket()).require();
    }

    @Check(
            number = 6,
            en = "Every tick is a text message",
            zh = "每次计数都是一条文本消息",
            rule = "RFC 6455 5.6",
            clauses = {6, 9},
            needs = 5)
    void everyTickIsAMessage(Probe probe) {
        messages.requireTicks(2);
        AtTheTick<TickMessages> clients = AtTheTick.open(probe, messages, () -> TickMessages.open(probe));
        TickPace.require(probe, messages, () -> TickMessages.open(probe));
        AtTheTick<TickMessages> others = clients.leave();
        others.requireOthersStay(messages);
        others.requireTicks();
        NextClient.requireBehindCuts(() -> TickMessages.open(probe));
    }

    @Check(
            number = 7,
            en = "A ping gets its pong",
            zh = "ping 得到 pong",
            rule = "RFC 6455 5.5.2",
            clauses = 7,
            needs = 6)
    void aPingGetsItsPong(Probe probe) {
        PingingClient ping = PingingClient.open(probe);
        ping.requirePong();
        ping.requirePongBehindMessages();
        ping.requireTicksGoOn();
    }

    @Check(
            number = 8,
            en = "A close is answered",
            zh = "close 得到回应",
            rule = "RFC 6455 5.5.1",
            clauses = {8, 9},
            needs = 7)
    void aCloseIsAnswered(Probe probe) {
        TickMessages stays = TickMessages.open(probe);
        TickMessages leaves = TickMessages.open(probe);
        leaves.requireTicks(1);
        long known = CloseHandshake.failures(probe);
        CloseHandshake handshake = new CloseHandshake(probe, leaves);
        handshake.require();
        handshake.requireOthersStay(stays);
        handshake.requireNothingTried(known);
        NextClient.requireBehindCloses(probe);
        TickMessages silent = TickMessages.open(probe);
        silent.requireTicks(1);
        new CloseHandshake(probe, silent).requireWithoutStatus();
    }

    @Check(
            number = 9,
            en = "One counter for all three",
            zh = "三种方式共用一个计数器",
            clauses = 10,
            needs = {1, 4, 8})
    void oneCounter(Probe probe) {
        if (messages.hasEnded()) {
            messages = TickMessages.open(probe);
        }
        new OneCounter(probe, List.of(events, messages, TickEvents.open(probe), TickMessages.open(probe))).require();
    }

    @Check(number = 10, en = "Measured, and understood", zh = "测量，并理解结果", clauses = 11, needs = 9)
    void measuredAndUnderstood(Probe probe) {
        Comparison comparison = Comparison.measure(probe, 10);
        probe.show(comparison.table());
        ThreeWaysAnswers.ask(probe.answers(), comparison).require();
    }
}
