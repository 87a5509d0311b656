package workbook.checker.checks.task3_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.HostileIds;
import workbook.checker.checks.resume.LiveStreams;
import workbook.checker.checks.resume.Openings;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.ResetReplay;
import workbook.checker.checks.resume.ResumeContract;
import workbook.checker.checks.resume.Resumption;
import workbook.checker.checks.resume.RetryTime;
import workbook.checker.checks.resume.Seam;
import workbook.checker.checks.resume.SmallBuffer;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.checks.resume.Unheard;
import workbook.checker.checks.walk.Walk;
import workbook.checker.grading.Checks;
import workbook.checker.probe.BrokenText;
import workbook.checker.probe.Check;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Experiment;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;

/** {@code POST /messages} takes messages, {@code GET /events} streams them, also to those who come back. */
@Checks
final class ReplayChecks {

    private Channel channel;
    private Unheard unheard;
    private SmallBuffer small;

    @Experiment
    static ReceivedLines comingBack(Probe probe) {
        return ReconnectExperiment.of(probe);
    }

    @Check(number = 1, en = "It opens at once, and is not cached", zh = "立即打开，且不缓存", rule = "HTML 9.2.3", clauses = 1)
    void opens(Probe probe) {
        channel = new Channel(probe, new TextPosting());
        unheard = Unheard.post(channel);
        Connection idle = probe.get("/events");
        Expectations.requireEventStream(probe, idle);
        Expectations.requireNotCached(probe, idle);
    }

    @Check(number = 2, en = "A message is accepted", zh = "消息能被接收", clauses = 2, needs = 1)
    void aMessageIsAccepted(Probe probe) {
        unheard.requireAccepted();
        channel.post("hello");
        channel.post("x");
        channel.post("héllo 世界 😀");
        BrokenText.requireRefused(probe, "/messages");
    }

    @Check(number = 3, en = "Every stream gets every message", zh = "每个流都收到每条消息", clauses = 3, needs = 2)
    void everyStreamGetsEveryMessage(Probe probe) {
        LiveStreams streams = LiveStreams.open(channel, 3);
        for (String text : List.of(
                "hello",
                "roses are red\nviolets are blue",
                " two  spaces ",
                "a line end\n",
                probe.line(),
                "bye",
                "bye")) {
            channel.post(text);
        }
        channel.postInTwo();
        streams.requireTexts();
        streams.requireTextsWhenOthersLeave();
    }

    @Check(number = 4, en = "The retry time comes first", zh = "重连时间最先发送", rule = "HTML 9.2.6", clauses = 4, needs = 3)
    void theRetryTimeComesFirst(Probe probe) {
        RetryTime.require(channel, Reader.join(channel).now());
        RetryTime.require(
                channel, Reader.comeBack(channel, channel.all().getFirst().id()).now());
        RetryTime.requireIfOpen(channel, "not-an-id");
    }

    @Check(
            number = 5,
            en = "One id, the same for everyone",
            zh = "一条消息一个 id，所有客户端相同",
            rule = "HTML 9.2.6",
            clauses = 5,
            needs = 3)
    void oneIdForEveryone(Probe probe) {
        LiveStreams streams = LiveStreams.open(channel, 2);
        channel.post(3);
        streams.requireIds();
        streams.requireOneOrder(channel.postAtOnce(12));
    }

    @Check(number = 6, en = "Without an id, from now on", zh = "没有 id，就从现在开始", clauses = 6, needs = 5)
    void withoutAnIdFromNowOn(Probe probe) {
        for (int i = 0; i < 10; i++) {
            Reader reader = i % 2 == 0 ? Reader.join(channel) : Reader.withEmptyId(channel);
            Delivery.require(channel, reader, channel.post(1));
            reader.leave();
        }
        Openings.require(channel);
    }

    @Check(number = 7, en = "Resume after a cut", zh = "断开之后接着发", rule = "HTML 9.2.4", clauses = 7, needs = 6)
    void resumeAfterACut(Probe probe) {
        Reader reader = Reader.join(channel);
        Delivery.require(channel, reader, channel.post(3));
        reader.cut();
        Resumption.require(channel, reader, 2);
        reader.leave();
        Resumption.require(channel, reader, 0);
        reader.cut().comeBack().awaitBegin().cut();
        Resumption.require(channel, reader, 1);
        reader.leave();
        Resumption.require(channel, unheard.firstHeard());
        Resumption.require(channel, channel.newest(5).getFirst());
        unheard.requireKept();
        Resumption.require(channel, channel.all().getFirst());
        Resumption.requireAgain(channel, channel.newest(20).getFirst());
        Resumption.requireInLowerCase(channel, channel.newest(20).getFirst());
        Resumption.requireFromAny(channel);
        Resumption.requireEqualTexts(channel);
    }

    @Check(number = 8, en = "An id of no use gets a reset", zh = "无效的 id 换来 reset", clauses = 8, needs = 7)
    void anIdOfNoUseGetsAReset(Probe probe) {
        ResetReplay.open(channel, "not-an-id", text("no message has this id", "没有消息用过这个 id"))
                .requireReset(channel.room());
        ResetReplay.open(channel, "0e8f5c1e-7d0b-4c8e-9f51-3b1a7a2f6d04", text("no message has this id", "没有消息用过这个 id"))
                .requireReset(channel.room());
        channel.ahead().ifPresent(id -> ResetReplay.open(channel, id, text("no message has got so far", "还没有消息到达这个编号"))
                .requireReset(channel.room()));
    }

    @Check(number = 9, en = "Ids from hell", zh = "恶意的 id", clauses = 9, needs = 8)
    void idsFromHell(Probe probe) {
        new HostileIds(channel).require();
    }

    @Check(number = 10, en = "No seam between replay and live", zh = "重放与实时之间没有缝隙", clauses = 10, needs = 7)
    void noSeam(Probe probe) {
        Seam.require(channel, 200);
    }

    @Check(
            number = 11,
            en = "The buffer has an end",
            zh = "缓冲区有上限",
            clauses = {8, 11},
            needs = 8)
    void theBufferHasAnEnd(Probe probe) {
        Resumption.requireAllThatIsKept(channel);
        small().requireEmpty();
        small.requireRoom();
        small.requireEnd();
    }

    @Check(number = 12, en = "A reader that stands still", zh = "停止读取的客户端", clauses = 12, needs = 11)
    void aReaderThatStandsStill(Probe probe) {
        small().requireNobodyWaits();
    }

    @Check(number = 13, en = "An id from before a restart", zh = "重启之前的 id", clauses = 13, needs = 11)
    void anIdFromBeforeARestart(Probe probe) {
        small().requireResetAfterRestart();
    }

    @Check(
            number = 14,
            en = "Whatever clients do",
            zh = "无论客户端怎么做",
            clauses = {3, 5, 6, 7, 8},
            wholeContract = true,
            needs = {4, 9, 10, 12, 13})
    void whateverClientsDo(Probe probe) {
        Walk.require(probe, new ResumeContract(new TextPosting()));
    }

    /** A server with a small buffer, started when the first check wants it. */
    private SmallBuffer small() {
        if (small == null) {
            small = SmallBuffer.start(channel);
        }
        return small;
    }
}
