package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.text;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import workbook.checker.checks.timing.Ticks;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** One client of task 2.3 and what it has received so far. */
final class FeedRun {

    /** Two more than the ten at which a loop that was copied from task 2.1 ends. */
    static final int ENOUGH = 12;

    /** Twice the longest list of items that the lesson allows. */
    private static final int MOST = 24;

    private final Probe probe;
    private final Ticks ticks;
    private final Duration interval;
    private final long opened;
    private final Connection connection;

    FeedRun(Probe probe) {
        this.probe = probe;
        this.ticks = new Ticks(probe, "feed.interval");
        this.interval = probe.duration("feed.interval");
        this.opened = System.nanoTime();
        this.connection = probe.get("/events");
    }

    void requireEventStream() {
        Expectations.requireEventStream(probe, connection);
    }

    void requireHeadersAtOnce() {
        ticks.requireHeadersAtOnce(connection);
    }

    void requireNotCached() {
        Expectations.requireNotCached(probe, connection);
    }

    /** Waits long enough for a run at half the pace, counted from the opening of the stream. */
    void await(int count) {
        Duration patience = interval.multipliedBy(2L * count).plus(probe.answer());
        connection.awaitEvents(count, patience.minusNanos(System.nanoTime() - opened));
    }

    int count() {
        return connection.eventCount();
    }

    /** The first events, at most as many as asked for: a server that floods is not read to its end. */
    private List<ArrivedItem<StreamItem.Event>> events(int count) {
        await(count);
        return connection.events().stream().limit(count).toList();
    }

    List<FeedItem> items(int count) {
        return events(count).stream()
                .map(event -> FeedItem.of(connection, event.item()))
                .toList();
    }

    List<String> texts(int count) {
        return items(count).stream().map(FeedItem::text).toList();
    }

    void requireTypes() {
        requireTypes(ENOUGH);
    }

    void requireTypes(int count) {
        List<StreamItem.Event> events =
                events(count).stream().map(ArrivedItem::item).toList();
        Expectations.requireAnyEvent(connection);
        TypeSequence.require(connection, events);
    }

    void requireItems() {
        items(ENOUGH);
    }

    void requireCounting() {
        requireCounting(
                ENOUGH,
                text(
                        "one number for each event, whatever its type and text: count the events",
                        "不论类型和文本，每个事件一个编号：数的是事件"));
    }

    /** Fails unless n grows by one from event to event. */
    void requireCounting(int count, Text likely) {
        List<FeedItem> items = items(count);
        for (int i = 1; i < items.size(); i++) {
            BigInteger wanted = items.get(i - 1).n().add(BigInteger.ONE);
            BigInteger got = items.get(i).n();
            if (!got.equals(wanted)) {
                throw Fault.expected(text("n %d, one more than before", "n 为 %d，比前一个大一", wanted))
                        .received(text("n %d", "n 为 %d", got))
                        .why(text(
                                "n grows by one from event to event, so that a reader can see that none is missing",
                                "n 逐个加一，读取方由此可以看出有没有缺失"))
                        .likely(likely)
                        .at(connection, items.get(i).event().start(), text("this event", "就是这个事件"))
                        .failure();
            }
        }
    }

    /** What is wrong with the pace, or with the stream going on at all. */
    Optional<CheckFailure> paceFault() {
        List<ArrivedItem<StreamItem.Event>> events = events(ENOUGH);
        return ticks.spacingFault(connection, events)
                .or(() -> events.size() < ENOUGH ? Optional.of(stopped()) : Optional.empty());
    }

    CheckFailure stopped() {
        return new FeedEnd(connection).fault();
    }

    CheckFailure disturbed() {
        return new FeedEnd(connection).faultOfOthers();
    }

    /** How many texts there are until they begin again, if they can be seen to do so. */
    OptionalInt period() {
        return TextRounds.period(texts(Math.clamp(count(), ENOUGH, MOST)));
    }

    /** The texts of feed.items in their order, wherever this stream begins, as far as the list is known. */
    void requireListed(List<String> listed) {
        List<FeedItem> items = items(ENOUGH);
        if (listed.isEmpty() || items.isEmpty()) {
            return;
        }
        int begin = listed.indexOf(items.getFirst().text());
        for (int i = 0; i < items.size(); i++) {
            String wanted = listed.get((Math.max(0, begin) + i) % listed.size());
            if (!items.get(i).text().equals(wanted)) {
                throw unlisted(items.get(i), wanted, begin < 0);
            }
        }
    }

    private CheckFailure unlisted(FeedItem item, String wanted, boolean strange) {
        return Fault.expected(text("\"%s\", as in feed.items", "“%s”，即 feed.items 中的下一条", WireText.escape(wanted)))
                .received(text("\"%s\"", "“%s”", WireText.escape(item.text())))
                .why(text(
                        "the texts come in the order of feed.items, and begin again after the last",
                        "文本按 feed.items 的顺序出现，最后一条之后又是第一条"))
                .likely(
                        strange
                                ? text(
                                        "the texts stand in the source, or are changed on their way; send those of application.yaml as they are",
                                        "文本写在了源码里，或者发送前被改动；应原样发送 application.yaml 里的文本")
                                : text(
                                        "an index that does not move on with n, or skips; (n - 1) % items.size() goes through the whole list",
                                        "下标没有随 n 前进，或者跳过了几条；(n - 1) % items.size() 会依次走完整个列表"))
                .at(connection, item.event().start(), text("this event", "就是这个事件"))
                .failure();
    }

    /** The first text of the list is the first of the stream, as far as the list is known. */
    void requireFirstOf(List<String> listed) {
        List<FeedItem> items = items(1);
        if (listed.isEmpty() || items.isEmpty() || items.getFirst().text().equals(listed.getFirst())) {
            return;
        }
        throw Fault.expected(text(
                        "\"%s\" first, which is the first of feed.items",
                        "第一条是“%s”，即 feed.items 的第一条", WireText.escape(listed.getFirst())))
                .received(
                        text("\"%s\"", "“%s”", WireText.escape(items.getFirst().text())))
                .why(text("each client has its own run, which begins with the first item", "每个客户端都有自己的一轮，从第一条开始"))
                .likely(text(
                        "n begins with 1 and the index with 0: the text of n is number n - 1 of the list",
                        "n 从 1 开始，而下标从 0 开始：n 对应的文本是列表的第 n - 1 项"))
                .at(connection, items.getFirst().event().start(), text("this event", "就是这个事件"))
                .failure();
    }

    /** Each text in its place: in the second round and after, the same as in the first. */
    void requireRounds() {
        for (int read = ENOUGH; read <= MOST; read++) {
            if (TextRounds.period(texts(read)).isPresent()) {
                return;
            }
            if (count() < read) {
                throw stopped();
            }
        }
        List<String> texts = texts(MOST);
        if (texts.stream().distinct().count() == texts.size()) {
            throw new CheckSkipped(text(
                    "the first %d texts are all different, and the checker does not wait for the second round of so long a list",
                    "前 %d 条文本各不相同；列表这么长，检查器不会等到第二轮", texts.size()));
        }
        throw TextRounds.explain(connection, items(MOST));
    }

    /** The same texts from the first on as another client got. */
    void requireTextsOf(FeedRun other, int count) {
        List<String> wanted = other.texts(count);
        List<FeedItem> items = items(count);
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).text().equals(wanted.get(i))) {
                throw Fault.expected(text(
                                "text %d is \"%s\", as for the client before",
                                "第 %d 条文本是“%s”，与前一个客户端相同", i + 1, WireText.escape(wanted.get(i))))
                        .received(text(
                                "\"%s\"", "“%s”", WireText.escape(items.get(i).text())))
                        .why(text(
                                "each client has its own run, which begins with the first item", "每个客户端都有自己的一轮，从第一条开始"))
                        .likely(text(
                                "the place in the list is a field of the service, or one loop feeds all clients; make it a local variable of the handler",
                                "列表位置写成了服务的字段，或者由同一个循环服务所有客户端；应改为处理函数的局部变量"))
                        .at(connection, items.get(i).event().start(), text("this event", "就是这个事件"))
                        .failure();
            }
        }
        if (items.size() < count) {
            throw disturbed();
        }
    }

    void leave() {
        connection.reset();
    }
}
