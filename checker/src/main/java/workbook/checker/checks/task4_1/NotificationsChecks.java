package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.HostileIds;
import workbook.checker.checks.resume.LiveStreams;
import workbook.checker.checks.resume.Openings;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.ResetReplay;
import workbook.checker.checks.resume.ResumeContract;
import workbook.checker.checks.resume.Resumption;
import workbook.checker.checks.resume.Seam;
import workbook.checker.checks.resume.SmallBuffer;
import workbook.checker.checks.resume.Unheard;
import workbook.checker.checks.walk.Walk;
import workbook.checker.finding.Severity;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;

/** {@code POST /notifications} takes them, {@code GET /notifications} shows the last, {@code GET /events} the next. */
@Checks
final class NotificationsChecks {

    private Channel channel;
    private Unheard unheard;
    private SmallBuffer small;

    @Check(number = 1, en = "It opens at once, and is not cached", zh = "立即打开，且不缓存", rule = "HTML 9.2.3", clauses = 1)
    void opens(Probe probe) {
        channel = new Channel(probe, new NotificationPosting());
        unheard = Unheard.post(channel);
        Connection idle = probe.get("/events");
        Expectations.requireEventStream(probe, idle);
        Expectations.requireNotCached(probe, idle);
    }

    @Check(number = 2, en = "A notification is accepted", zh = "通知能被接收", clauses = 2, needs = 1)
    void aNotificationIsAccepted(Probe probe) {
        unheard.requireAccepted();
        new GoodBodies(channel).requireAccepted();
        channel.postInTwo();
    }

    @Check(number = 3, en = "The history, oldest first", zh = "历史记录，从旧到新", clauses = 3, needs = 2)
    void theHistory(Probe probe) {
        channel.post(5);
        History.require(channel);
    }

    @Check(number = 4, en = "Every stream gets every notification", zh = "每个流都收到每条通知", clauses = 4, needs = 2)
    void everyStream(Probe probe) {
        Reader first = Reader.join(channel);
        channel.post();
        first.await(1);
        first.events().forEach(event -> NotificationContent.object(first.now(), event));
        LiveStreams streams = LiveStreams.open(channel, 3);
        channel.post(5);
        channel.post("the same");
        channel.post("the same");
        new GoodBodies(channel).requireOwnId(streams.readers().getFirst().now());
        streams.requireTexts();
        streams.requireIds();
        streams.requireOneOrder(channel.postAtOnce(12));
        streams.requireTextsWhenOthersLeave();
    }

    @Check(number = 5, en = "Without an id, from now on", zh = "没有 id，就从现在开始", clauses = 5, needs = 4)
    void withoutAnIdFromNowOn(Probe probe) {
        for (int i = 0; i < 10; i++) {
            Reader reader = i % 2 == 0 ? Reader.join(channel) : Reader.withEmptyId(channel);
            Delivery.require(channel, reader, channel.post(1));
            reader.leave();
        }
    }

    @Check(number = 6, en = "Resume after a cut", zh = "断开之后接着发", rule = "HTML 9.2.4", clauses = 6, needs = 5)
    void resumeAfterACut(Probe probe) {
        Reader reader = Reader.join(channel);
        Delivery.require(channel, reader, channel.post(3));
        reader.cut();
        Resumption.require(channel, reader, 2);
        reader.leave();
        Resumption.require(channel, reader, 0);
        reader.leave();
        Resumption.requireEqualTexts(channel);
        Resumption.require(channel, channel.newest(20).getFirst());
        unheard.requireKept();
        Resumption.requireAgain(channel, channel.newest(20).getFirst());
        Resumption.requireInLowerCase(channel, channel.newest(20).getFirst());
    }

    @Check(number = 7, en = "An id of no use gets a reset", zh = "无效的 id 换来 reset", clauses = 7, needs = 6)
    void anIdOfNoUseGetsAReset(Probe probe) {
        ResetReplay.open(channel, "not-an-id", text("no message has this id", "没有消息用过这个 id"))
                .requireReset(channel.room());
        channel.ahead().ifPresent(id -> ResetReplay.open(channel, id, text("no message has got so far", "还没有消息到达这个编号"))
                .requireReset(channel.room()));
        new HostileIds(channel).require();
    }

    @Check(
            number = 8,
            en = "No seam between replay and live",
            zh = "重放与实时之间没有缝隙",
            clauses = {5, 6},
            needs = 6)
    void noSeam(Probe probe) {
        Openings.require(channel);
        Seam.require(channel, 100);
    }

    @Check(
            number = 9,
            en = "History and stream fit together",
            zh = "历史与流严丝合缝",
            clauses = 8,
            needs = {3, 5})
    void historyAndStream(Probe probe) {
        HistoryJoin.require(channel);
        LiveStreams.open(channel, 1).requireOneOrder(channel.postAtOnce(12));
        History.requireNewest(channel, 12);
    }

    @Check(
            number = 10,
            en = "The history has an end",
            zh = "历史有上限",
            clauses = 9,
            needs = {3, 7})
    void theHistoryHasAnEnd(Probe probe) {
        Resumption.requireAllThatIsKept(channel);
        History.require(small().channel());
        small.requireEmpty();
        small.requireRoom();
        small.requireEnd();
        History.require(small.channel());
    }

    @Check(number = 11, en = "An id from before a restart", zh = "重启之前的 id", clauses = 7, needs = 10)
    void anIdFromBeforeARestart(Probe probe) {
        small().requireResetAfterRestart();
    }

    @Check(
            number = 12,
            en = "Bad input is refused",
            zh = "不合法的输入会被拒绝",
            clauses = 10,
            needs = {3, 5})
    void badInputIsRefused(Probe probe) {
        Reader bystander = Reader.join(channel);
        BadNotification.all().forEach(bad -> bad.requireRefused(probe));
        BadNotification.requireNotUtf8Refused(probe);
        Delivery.require(channel, bystander, channel.post(1));
        History.requireNewest(channel, 1);
    }

    @Check(
            number = 13,
            en = "The error names the field",
            zh = "错误信息指明是哪个字段",
            clauses = 11,
            severity = Severity.SHOULD,
            needs = 12)
    void theErrorNamesTheField(Probe probe) {
        List<BadNotification> ofFields = BadNotification.all().stream()
                .filter(bad -> !bad.field().isEmpty())
                .toList();
        ofFields.forEach(bad -> bad.requireNamed(probe));
        ofFields.forEach(bad -> bad.requireReason(probe));
    }

    @Check(
            number = 14,
            en = "Markup is data",
            zh = "标记只是数据",
            clauses = 12,
            needs = {3, 5})
    void markupIsData(Probe probe) {
        Reader reader = Reader.join(channel);
        List<Posted> hostile = new GoodBodies(channel).postHostile();
        Delivery.require(channel, reader, hostile);
        History.requireNewest(channel, hostile.size());
    }

    @Check(number = 15, en = "The page subscribes by itself", zh = "页面自动订阅", rule = "HTML 9.2.2", clauses = 13)
    void thePageSubscribes(Probe probe) {
        PageChecks.subscribes(probe);
    }

    @Check(number = 16, en = "Newest first, with a word for the level", zh = "最新的在最上面，级别有文字", clauses = 14, needs = 15)
    void newestFirst(Probe probe) {
        PageChecks.newestFirst(probe);
    }

    @Check(number = 17, en = "Unread, until marked read", zh = "未读，直到标为已读", clauses = 15, needs = 16)
    void unreadUntilRead(Probe probe) {
        PageChecks.unread(probe);
    }

    @Check(number = 18, en = "One level at a time", zh = "按级别筛选", clauses = 16, needs = 17)
    void oneLevel(Probe probe) {
        PageChecks.oneLevel(probe);
        PageChecks.oneLevelOfTheHistory(probe);
    }

    @Check(number = 19, en = "The form sends", zh = "表单能发送", clauses = 17, needs = 16)
    void theFormSends(Probe probe) {
        PageChecks.sends(probe);
    }

    @Check(number = 20, en = "Markup is shown, not run", zh = "标记显示出来，而不是运行", clauses = 18, needs = 16)
    void markupIsShown(Probe probe) {
        PageChecks.markup(probe);
    }

    @Check(
            number = 21,
            en = "Loaded whole, each once",
            zh = "加载时不漏不重",
            clauses = 19,
            needs = {16, 17})
    void loadedWhole(Probe probe) {
        PageChecks.loadedWhole(probe);
        PageChecks.knownWhenItComesAgain(probe);
    }

    @Check(
            number = 22,
            en = "Whole again after a cut and after a reset",
            zh = "断线和 reset 之后依然完整",
            clauses = 19,
            needs = 21)
    void wholeAgain(Probe probe) {
        PageChecks.wholeAgain(probe);
        PageChecks.wholeByHistories(probe);
    }

    @Check(
            number = 23,
            en = "Whatever clients do",
            zh = "无论客户端怎么做",
            clauses = {4, 5, 6, 7, 9},
            wholeContract = true,
            needs = {8, 9, 11, 12, 14})
    void whateverClientsDo(Probe probe) {
        Walk.require(probe, new ResumeContract(new NotificationPosting()));
    }

    /** A server with a short history, started when the first check wants it. */
    private SmallBuffer small() {
        if (small == null) {
            small = SmallBuffer.start(channel);
        }
        return small;
    }
}
