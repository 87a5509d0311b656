package workbook.checker.checks.task2_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import workbook.checker.checks.timing.Ticks;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** One client of task 2.1 and all that it received. */
final class ClockRun {

    /** The clocks of one machine agree; the rest is for an event that waited in a busy scheduler. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Probe probe;
    private final Connection connection;
    private final Duration interval;
    private final Duration duration;

    private ClockRun(Probe probe) {
        this.probe = probe;
        this.interval = probe.duration("clock.interval");
        this.duration = probe.duration("clock.duration");
        this.connection = probe.get("/events");
    }

    static ClockRun open(Probe probe) {
        return new ClockRun(probe);
    }

    Connection connection() {
        return connection;
    }

    Duration headAt() {
        return connection.headAt().orElse(Duration.ZERO);
    }

    private int promised() {
        return (int) duration.dividedBy(interval);
    }

    /** Long enough for a run at half the pace, for one that ends late, and for a machine that is busy. */
    private Duration patience() {
        return duration.multipliedBy(2).plus(interval.multipliedBy(2)).plus(probe.answer());
    }

    void awaitEvents(int count) {
        connection.awaitEvents(count, interval.multipliedBy(count + 2L).plus(probe.answer()));
    }

    void awaitEnd() {
        probe.requireHead(connection);
        // One event more than promised is a fault already, so a server that never ends is not read on.
        connection.awaitEvents(promised() + 1, patience());
    }

    /** Waits for the end of the answer behind the last event. */
    void awaitClose() {
        connection.awaitEnd(patience());
    }

    void leave() {
        connection.reset();
    }

    void requireEventStream() {
        Expectations.requireEventStream(probe, connection);
    }

    void requireNotCached() {
        Expectations.requireNotCached(probe, connection);
    }

    /** Whether nothing has come yet of a run that goes on. */
    boolean isSilent() {
        return connection.events().isEmpty() && connection.end().isEmpty();
    }

    /** Whole blocks, each with an instant. */
    void requireInstants() {
        awaitEnd();
        if (connection.events().isEmpty() || endedInMidEvent()) {
            Expectations.requireEventCount(connection, promised());
        }
        for (ArrivedItem<StreamItem.Event> event : connection.events()) {
            if (instant(event).isEmpty()) {
                throw Fault.expected(text("an instant such as %s", "形如 %s 的时间点", "2030-01-31T12:00:00.123Z"))
                        .received(same("\"" + WireText.escape(event.item().data()) + "\""))
                        .why(text(
                                "an instant is ISO-8601 with its zone; without one nobody elsewhere can read it",
                                "时间点采用 ISO-8601 并带时区；没有时区，别处的人就无法解读"))
                        .likely(causeOfNoInstant(event.item().data()))
                        .at(connection, event.item().start(), text("this event", "就是这个事件"))
                        .failure();
            }
        }
    }

    private static Text causeOfNoInstant(String data) {
        if (data.startsWith("data:")) {
            return text(
                    "the sink writes \"data:\" itself; give it the bare text: Instant.now().toString()",
                    "\"data:\" 由 sink 自己来写；交给它的应当只是文本：Instant.now().toString()");
        }
        if (instant(data.strip()).isPresent()) {
            return text(
                    "white space around the time, such as a line break at its end; Instant.now().toString() has none",
                    "时间前后有空白，例如末尾的换行；Instant.now().toString() 没有");
        }
        if (isLocal(data.replaceFirst(" ", "T"))) {
            return text(
                    "the zone is missing, as in LocalDateTime, or in datetime.now() without timezone.utc: Instant.now().toString() has it, the Z at its end",
                    "缺少时区，LocalDateTime 和不带 timezone.utc 的 datetime.now() 都是这样：Instant.now().toString() 末尾的 Z 就是时区");
        }
        if (instant(data.replaceFirst(" ", "T")).isPresent()) {
            return text(
                    "a T stands between date and time, not a space, as in Instant.now().toString(), or in isoformat() of Python",
                    "日期和时间之间是字母 T，不是空格，Instant.now().toString() 和 Python 的 isoformat() 都是这样写的");
        }
        return text(
                "Instant.now().toString() is all it takes; no JSON, no local time, no milliseconds since 1970",
                "只要 Instant.now().toString()；不要 JSON、本地时间或 1970 年以来的毫秒数");
    }

    private static boolean isLocal(String data) {
        try {
            LocalDateTime.parse(data);
            return true;
        } catch (DateTimeException noLocalTime) {
            return false;
        }
    }

    private boolean endedInMidEvent() {
        return !connection.notes(StreamItem.Kind.UNFINISHED_EVENT).isEmpty()
                || !connection.notes(StreamItem.Kind.UNFINISHED_LINE).isEmpty();
    }

    private static Optional<Instant> instant(ArrivedItem<StreamItem.Event> event) {
        return instant(event.item().data());
    }

    private static Optional<Instant> instant(String data) {
        try {
            return Optional.of(OffsetDateTime.parse(data).toInstant());
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    private List<Instant> instants() {
        return connection.events().stream()
                .flatMap(event -> instant(event).stream())
                .toList();
    }

    /** An event that says no later time than the one before, if there is one. */
    Optional<CheckFailure> timeFault() {
        List<Instant> instants = instants();
        return IntStream.range(1, instants.size())
                .filter(i -> !instants.get(i).isAfter(instants.get(i - 1)))
                .filter(i -> !cameTogether(i, instants))
                .mapToObj(i -> notLater(i, instants))
                .findFirst();
    }

    /** One tick of the clock may hold two events of a server that was held up, and now sends what is due. */
    private boolean cameTogether(int i, List<Instant> instants) {
        long apart = connection.events().get(i).nanos()
                - connection.events().get(i - 1).nanos();
        return instants.get(i).equals(instants.get(i - 1))
                && apart < interval.dividedBy(2).toNanos();
    }

    private CheckFailure notLater(int i, List<Instant> instants) {
        return Fault.expected(text("later than %s", "晚于 %s", instants.get(i - 1)))
                .received(text("event %d says %s", "第 %d 个事件是 %s", i + 1, instants.get(i)))
                .why(text("each event carries the time at which it is sent", "每个事件都携带发送时的时间"))
                .likely(text(
                        "the time is read once before the loop, or with too coarse a clock", "时间只在循环前读取了一次，或者精度太粗"))
                .at(
                        connection,
                        connection.events().get(i).item().start(),
                        text("not later than the one before", "不晚于前一个"))
                .failure();
    }

    /** An event that does not say the time at which it came, if there is one. */
    Optional<CheckFailure> currentTimeFault() {
        return connection.events().stream()
                .filter(event -> probe.sameMachine())
                .flatMap(event -> instant(event).stream().map(said -> notNow(event, said)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<CheckFailure> notNow(ArrivedItem<StreamItem.Event> event, Instant said) {
        Instant seen = Instant.now().minusNanos(System.nanoTime() - event.nanos());
        if (Duration.between(said, seen).abs().compareTo(CLOCK_TOLERANCE.plus(probe.slack())) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Fault.expected(text("the current time, about %s", "当前时间，约 %s", seen))
                .received(same(said.toString()))
                .why(text("each event carries the time at which it is sent", "每个事件都携带发送时的时间"))
                .likely(text("the time is made up, kept from before, or of another zone", "时间是编造的、之前留下的，或属于别的时区"))
                .at(connection, event.item().start(), text("this event", "就是这个事件"))
                .failure());
    }

    /** What is wrong with the number of events, if anything is. */
    Optional<CheckFailure> countFault() {
        int got = connection.events().size();
        if (got == promised()) {
            return Optional.empty();
        }
        return Optional.of(count(got)
                .why(text(
                        "one event for each interval of clock.duration, then the end",
                        "在 clock.duration 内每个间隔一个事件，然后结束"))
                .likely(causeOfCount(got))
                .on(connection)
                .failure());
    }

    /** The same number, where another client that was alone got the right one: the loop is right, and what it counts by is not its own. */
    CheckFailure sharedFault() {
        return count(connection.events().size())
                .why(text(
                        "each client has its own run; a client that was alone on a fresh server got as many as promised",
                        "每个客户端都有自己的一轮；在刚启动的服务器上，单独一个客户端收到的数量是对的"))
                .likely(text(
                        "clients share the counter, because it is a field of the service; make it a local variable of the handler, and leave the bounds of the loop as they are",
                        "计数器写成了服务的字段，被各个客户端共用；应改为处理函数的局部变量，循环的边界不用改"))
                .on(connection)
                .failure();
    }

    /** The same number, from a server that sends the right one by the usual settings and was given others. */
    CheckFailure fixedFault() {
        return count(connection.events().size())
                .why(text(
                        "this server was started with other values than the one before, whose number was right",
                        "这个服务器启动时用的是另一组值；前一个服务器的数量是对的"))
                .likely(text(
                        "the number of events is written into the code, or only one of interval and duration is read from the config; or it is computed in floating point, where 0.7 divided by 0.1 is less than 7",
                        "事件数量写死在代码里，或者 interval 和 duration 只有一个是从配置读取的；或者用了浮点数计算，而 0.7 除以 0.1 小于 7"))
                .on(connection)
                .failure();
    }

    private Text causeOfCount(int got) {
        if (got > promised()) {
            return text("<= instead of <, or a loop without an end", "写了 <= 而不是 <，或者循环没有终点");
        }
        if (endedEarly()) {
            return text(
                    "the handler returned, or threw, long before clock.duration was over, and that ends the response: send in the handler itself, not in a thread that it only starts",
                    "clock.duration 远未结束，处理函数就返回了或抛出了异常，响应随之结束：要在处理函数里发送，不要只启动一个线程就返回");
        }
        if (got == 1 && connection.endedAt().isEmpty()) {
            return text(
                    "the wait behind the first event is far too long: a unit is mixed up, such as nanoseconds taken for milliseconds",
                    "第一个事件之后等待得太久：单位弄混了，例如把纳秒当成了毫秒");
        }
        return text(
                "one too few in the loop, or interval and duration are not read from the config",
                "循环少了一次，或者没有从配置读取 interval 和 duration");
    }

    private boolean endedEarly() {
        return connection
                .endedAt()
                .filter(end -> end.compareTo(duration.dividedBy(2)) < 0)
                .isPresent();
    }

    private Fault count(int got) {
        return Fault.expected(text("%d events: %s divided by %s", "%d 个事件：%s 除以 %s", promised(), duration, interval))
                .received(
                        got > promised()
                                ? text("event %d", "出现了第 %d 个事件", promised() + 1)
                                : text(
                                        got == 1 ? "%d event in %.1f s" : "%d events in %.1f s",
                                        "%2$.1f 秒内只有 %1$d 个事件",
                                        got,
                                        waited()));
    }

    private double waited() {
        return connection.endedAt().orElse(patience()).toMillis() / 1000.0;
    }

    /** What is wrong with the gaps between events; empty when they are within the band. */
    Optional<CheckFailure> spacingFault() {
        return new Ticks(probe, "clock.interval").spacingFault(connection, connection.events());
    }

    void requireCleanEnd() {
        Expectations.requireCleanEnd(connection, patience());
    }

    /**
     * What is wrong with the end when it comes later than one interval after the duration. It is measured from the head,
     * and from the last event: a machine that is late is late for both of them.
     */
    Optional<CheckFailure> endFault() {
        Duration latest = headAt().plus(duration).plus(interval).plus(probe.slack());
        Duration end = connection.endedAt().orElse(patience());
        Duration behind = end.minus(connection.events().getLast().at());
        if (end.compareTo(latest) <= 0 && behind.compareTo(latestBehind()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Fault.expected(text(
                        "the end at most one interval after %.1f s",
                        "最迟在 %.1f 秒后的一个间隔内结束", Expectations.seconds(duration)))
                .received(text(
                        "the end after %.1f s, %.1f s behind the last event",
                        "%.1f 秒后才结束，距最后一个事件 %.1f 秒", Expectations.seconds(end), Expectations.seconds(behind)))
                .why(text("the run lasts clock.duration", "一轮持续 clock.duration"))
                .likely(
                        Expectations.isUntilClose(connection)
                                ? Expectations.UNFRAMED
                                : text("a wait behind the last event", "最后一个事件之后还在等待"))
                .on(connection)
                .failure());
    }

    /** The last event is one interval earlier in a run that begins at once. */
    private Duration latestBehind() {
        Duration first = connection.events().getFirst().at().minus(headAt());
        boolean atOnce = first.compareTo(interval.dividedBy(2)) < 0;
        Duration slack = probe.slack().compareTo(interval) < 0 ? probe.slack() : interval;
        return interval.multipliedBy(atOnce ? 2 : 1).plus(slack);
    }

    /** What is wrong with this run if it has not begun while another one went on. */
    Optional<CheckFailure> beginFault(ClockRun running) {
        running.awaitEnd();
        awaitEnd();
        List<ArrivedItem<StreamItem.Event>> events = connection.events();
        List<ArrivedItem<StreamItem.Event>> before = running.connection.events();
        boolean none = events.isEmpty() || before.isEmpty(); // which is another fault
        if (none || events.getFirst().nanos() < before.getLast().nanos()) {
            return Optional.empty();
        }
        return Optional.of(Fault.expected(text(
                        "the first event for this client while the one before it still gets its own",
                        "前一个客户端还在接收事件时，这个客户端就收到第一个事件"))
                .received(text("the first event when the other run was over", "另一轮结束之后才有第一个事件"))
                .why(text("each client has its own run, which begins when it comes", "每个客户端都有自己的一轮，从它到来时开始"))
                .likely(text(
                        "clients are served one after another: a synchronized handler, a lock that is held for the whole stream, or a server of one thread (in Python: ThreadingHTTPServer)",
                        "客户端被一个接一个地服务：处理函数是 synchronized 的、整个流期间都持有一把锁，或者服务器只有一个线程（Python 请用 ThreadingHTTPServer）"))
                .on(connection)
                .failure());
    }

    /** A full run of its own, whatever the other clients do. */
    void requireOwnRun() {
        awaitEnd();
        connection.awaitEnd(patience());
        int got = connection.events().size();
        boolean clean = connection
                .awaitEnd(Duration.ZERO)
                .filter(End.Complete.class::isInstance)
                .isPresent();
        if (got != promised() || !clean) {
            throw Fault.expected(
                            text("%d events and a clean end for this client, too", "这个客户端也应收到 %d 个事件并正常结束", promised()))
                    .received(
                            clean
                                    ? text("%d events", "%d 个事件", got)
                                    : text("%d events, and no clean end", "%d 个事件，且没有正常结束", got))
                    .why(text(
                            "each client has its own run; another one that comes or leaves must not be felt",
                            "每个客户端都有自己的一轮；别的客户端来去不应有影响"))
                    .likely(text(
                            "a counter, a sink or a flag is a field of the service; make it a local variable of the handler",
                            "计数器、sink 或标志位写成了服务的字段；应改为处理函数的局部变量"))
                    .on(connection)
                    .failure();
        }
    }
}
