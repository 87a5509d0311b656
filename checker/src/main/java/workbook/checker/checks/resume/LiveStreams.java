package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * Several clients that are connected while messages are posted. What they got up to the first message that all of them
 * got is not looked at: where a stream begins is for a check of its own.
 *
 * @param first a message that was posted when all were connected
 * @param before how many messages had been posted up to it
 */
public record LiveStreams(Channel channel, List<Reader> readers, Posted first, int before) {

    private static final int TRIES = 5;

    public static LiveStreams open(Channel channel, int count) {
        List<Reader> readers =
                Stream.generate(() -> Reader.join(channel)).limit(count).toList();
        Posted first = channel.post();
        for (int i = 1; i < TRIES && !got(readers, first, channel.probe().slack()); i++) {
            first = channel.post();
        }
        return new LiveStreams(channel, readers, first, channel.all().size());
    }

    private static boolean got(List<Reader> readers, Posted message, Duration limit) {
        return readers.stream().allMatch(reader -> reader.awaitText(message, limit));
    }

    /** The events that a reader got behind the first message. */
    private List<StreamItem.Event> events(Reader reader) {
        List<StreamItem.Event> all = reader.events();
        int skipped = 0;
        for (int i = 0; i < all.size(); i++) {
            skipped = first.isIn(all.get(i)) ? i + 1 : skipped;
        }
        return all.subList(skipped, all.size());
    }

    private List<Posted> posted() {
        List<Posted> all = channel.all();
        return all.subList(before, all.size());
    }

    /** Every stream brought every text, in order. Ids are not looked at. */
    public void requireTexts() {
        for (Reader reader : readers) {
            requireCount(reader, posted().size());
            for (int i = 0; i < posted().size(); i++) {
                posted().get(i).requireIn(reader.now(), events(reader).get(i));
            }
        }
    }

    /**
     * The last stream gets what is posted, though the others leave: one breaks off, the others close. A server feels the
     * one with its first write, and the others with the second.
     */
    public void requireTextsWhenOthersLeave() {
        Reader stays = readers.getLast();
        readers.getFirst().cut();
        readers.subList(1, readers.size() - 1).forEach(Reader::leave);
        Posted begin = channel.all().getLast();
        List<Posted> more = Stream.generate(() -> postTo(stays)).limit(4).toList();
        List<StreamItem.Event> got = stays.events();
        got = got.subList(Math.max(0, got.size() - more.size()), got.size());
        for (int i = 0; i < more.size(); i++) {
            if (got.size() <= i || !more.get(i).isIn(got.get(i))) {
                throw alone(stays, more, begin).failure();
            }
        }
    }

    private Posted postTo(Reader reader) {
        Posted message = channel.post();
        reader.awaitText(message, channel.probe().answer());
        return message;
    }

    private Fault alone(Reader stays, List<Posted> more, Posted begin) {
        int came = (int) more.stream()
                .filter(message -> stays.events().stream().anyMatch(message::isIn))
                .count();
        return Fault.expected(text(
                        "all %d messages that were posted when %d others had left",
                        "另外 %2$d 个客户端断开之后发送的 %1$d 条消息全部收到", more.size(), readers.size() - 1))
                .received(text("%d of them on the stream that stayed", "留下的流上收到其中 %d 条", came))
                .browser(text(
                        "sees nothing behind id %s, or not all", "id %s 之后什么也看不到，或者看不全", WireText.escape(begin.id())))
                .why(text("a client that leaves takes nothing from those who stay", "一个客户端断开，不影响留下的客户端"))
                .likely(text(
                        "the write to a client that has gone throws, and the exception ends the loop over all, or the stream of another; or more is cleared up than the client's own",
                        "向已断开的客户端写入会抛出异常，它中断了遍历所有客户端的循环，或结束了别人的流；或者清理时动了别人的东西"))
                .on(stays.now());
    }

    private boolean lacksOnlyRepeated(Reader reader) {
        List<StreamItem.Event> got = events(reader);
        List<Posted> distinct = posted().stream()
                .filter(message -> posted().stream()
                                .filter(other -> other.text().equals(message.text()))
                                .findFirst()
                                .orElseThrow()
                        == message)
                .toList();
        return distinct.size() < posted().size()
                && got.size() == distinct.size()
                && IntStream.range(0, got.size()).allMatch(i -> distinct.get(i).isIn(got.get(i)));
    }

    /** Whether the last messages are missing, and nothing before them, while they came on another stream. */
    private boolean lagsBehind(Reader reader) {
        List<StreamItem.Event> got = events(reader);
        boolean beginning = IntStream.range(0, got.size())
                .allMatch(i -> i < posted().size() && posted().get(i).isIn(got.get(i)));
        return beginning && readers.stream().anyMatch(other -> events(other).size() == posted().size());
    }

    /** Looks at all that the stream brought: messages that come again may be counted as those before the first one. */
    private static Optional<Text> whyAgain(Reader reader) {
        Map<String, List<StreamItem.Event>> byId = reader.events().stream()
                .filter(event -> !event.lastEventId().isEmpty())
                .collect(Collectors.groupingBy(StreamItem.Event::lastEventId));
        if (byId.values().stream().allMatch(events -> events.size() == 1)) {
            return Optional.empty();
        }
        boolean oneIdForTwo = byId.values().stream()
                .anyMatch(events ->
                        events.stream().map(StreamItem.Event::data).distinct().count() > 1);
        return Optional.of(
                oneIdForTwo
                        ? text(
                                "two messages have one id: its number is taken in one step, and the message kept in another; do both under one lock",
                                "两条消息用了同一个 id：取编号是一步，存消息是另一步；两步要在同一把锁里完成")
                        : text(
                                "the same message comes again: the place of a reader does not move on to what it was sent last, or what comes next begins with that one, not behind it; or numbers are compared as text, where 9 is behind 10",
                                "同一条消息又来了一遍：读者的位置没有移到最后发出的那一条，或者下一次从那一条开始，而不是从它之后；或者按文本比较数字，那样 9 排在 10 后面"));
    }

    private Text whyFewer(Reader reader) {
        if (lagsBehind(reader)) {
            return text(
                    "this stream was not woken for the last of them: signal() and notify() wake one reader that waits, signalAll() and notifyAll() wake all",
                    "最后几条到来时没有唤醒这个流：signal() 和 notify() 只唤醒一个等待的读者，signalAll() 和 notifyAll() 才唤醒全部");
        }
        return lacksOnlyRepeated(reader)
                ? text(
                        "a message whose text is that of an earlier one is left out: two messages may say the same, and are two",
                        "文本与之前某条相同的消息被略去了：两条消息可以文本相同，但仍是两条")
                : text(
                        "all clients take from one queue, so each message goes to one of them only; or it is not flushed",
                        "所有客户端从同一个队列里取，每条消息只到了其中一个；或者没有 flush");
    }

    private void requireCount(Reader reader, int wanted) {
        reader.now()
                .await(() -> events(reader).size() >= wanted, channel.probe().answer());
        int got = events(reader).size();
        if (got != wanted) {
            throw Fault.expected(
                            text("%d messages on each of %d streams", "%2$d 个流各收到 %1$d 条消息", wanted, readers.size()))
                    .received(text("%d on stream %d", "第 %2$d 个流上收到 %1$d 条", got, readers.indexOf(reader) + 1))
                    .why(text("every client that is connected gets every message, once", "每个已连接的客户端都收到每条消息，各一次"))
                    .likely(whyAgain(reader)
                            .orElseGet(() ->
                                    got < wanted ? whyFewer(reader) : text("a message is sent twice", "一条消息发送了两次")))
                    .on(reader.now())
                    .failure();
        }
    }

    /** The id on every stream is the one that the POST was given, and no two messages share one. */
    public void requireIds() {
        requireDistinct(posted());
        for (Reader reader : readers) {
            requireCount(reader, posted().size());
            for (int i = 0; i < posted().size(); i++) {
                requireId(reader.now(), events(reader).get(i), posted().get(i).id());
            }
        }
    }

    private void requireId(Connection connection, StreamItem.Event event, String wanted) {
        if (!event.lastEventId().equals(wanted)) {
            boolean none = event.lastEventId().isEmpty();
            throw Fault.expected(text(
                            "id \"%s\", as the POST was told", "id 为 \"%s\"，与 POST 返回的一致", WireText.escape(wanted)))
                    .received(
                            none
                                    ? text("no id", "没有 id")
                                    : text("id \"%s\"", "id 为 \"%s\"", WireText.escape(event.lastEventId())))
                    .browser(
                            none
                                    ? text("connects again without Last-Event-ID", "重连时不带 Last-Event-ID")
                                    : text(
                                            "connects again with \"Last-Event-ID: %s\"",
                                            "重连时带上 \"Last-Event-ID: %s\"", WireText.escape(event.lastEventId())))
                    .why(text(
                            "the id names the message, not its place on one connection: it must mean the same everywhere",
                            "id 指的是消息本身，而不是它在某个连接上的位置：在哪里都必须是同一个"))
                    .likely(text(
                            "no \"id: …\" line before the blank line, or the id is made for each connection",
                            "空行之前没有 \"id: …\" 行，或者 id 是按连接生成的"))
                    .at(connection, event.start(), text("this block", "就是这个事件块"))
                    .failure();
        }
    }

    private void requireDistinct(List<Posted> messages) {
        DistinctIds.require(
                messages,
                readers.getFirst().now(),
                text("the id is constant, or the counter is read and raised without a lock", "id 是常量，或者计数器的读取与递增没有加锁"));
    }

    /** Messages that were posted at once come in one order, whichever it is, on every stream. */
    public void requireOneOrder(List<Posted> together) {
        requireDistinct(together);
        int alone = posted().size();
        readers.forEach(reader -> requireCount(reader, alone + together.size()));
        List<Posted> order = events(readers.getFirst()).stream()
                .skip(alone)
                .map(event -> named(together, event))
                .toList();
        for (Reader reader : readers) {
            for (int i = 0; i < order.size(); i++) {
                StreamItem.Event event = events(reader).get(alone + i);
                if (!event.lastEventId().equals(order.get(i).id())) {
                    throw order(reader, event, order.get(i));
                }
            }
        }
        channel.keep(order);
    }

    /** The message among these whose text an event brought. */
    private Posted named(List<Posted> together, StreamItem.Event event) {
        Connection connection = readers.getFirst().now();
        Posted message = together.stream()
                .filter(posted -> posted.id().equals(event.lastEventId()))
                .findFirst()
                .orElseGet(() -> together.stream()
                        .filter(posted -> posted.isIn(event))
                        .findFirst()
                        .orElse(together.getFirst()));
        requireId(connection, event, message.id());
        message.requireIn(connection, event);
        return message;
    }

    private static CheckFailure order(Reader reader, StreamItem.Event event, Posted wanted) {
        return Fault.expected(text(
                        "id %s here, as on the other stream", "这里应为 id %s，与另一个流相同", same(WireText.escape(wanted.id()))))
                .received(text("id %s", "id %s", same(WireText.escape(event.lastEventId()))))
                .browser(text(
                        "two readers that were cut here come back with the same id, and have seen different messages",
                        "两个读者若在此处断开，会带着同一个 id 回来，看过的消息却不同"))
                .why(text("two streams bring the same messages in the same order", "两个流以相同的顺序送出相同的消息"))
                .likely(text(
                        "the id is given in one step and the message handed to the clients in another: do both under one lock",
                        "分配 id 和把消息交给客户端是分两步做的：要在同一把锁里完成"))
                .at(reader.now(), event.start(), text("another order", "顺序不同"))
                .failure();
    }
}
