package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.util.Comparator;
import java.util.List;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** A client that opens the stream and then takes nothing from it, while much is posted. */
final class StandStill {

    private static final int MESSAGES = 400;

    private static final int TOGETHER = 50;

    /** All messages together are twice what any known kernel keeps for one connection. */
    private static final int CHARACTERS = 24 << 10;

    private static final Text LOST = text(
            "what did not fit into a queue was thrown away without a word: send a reset, or cut the client",
            "队列放不下的消息被悄悄丢掉了：应发 reset，或者切断这个客户端");

    private final Channel channel;
    private final Probe probe;
    private final Reader still;
    private final Reader other;
    private final int before;

    StandStill(Channel channel) {
        this.channel = channel;
        this.probe = channel.probe();
        this.before = channel.all().size();
        this.still = Reader.joinWithSmallBuffers(channel);
        this.other = Reader.join(channel);
    }

    void require() {
        // It has an id then, so that it can come back even from a reset, behind which no byte is left to read.
        still.await(channel.post(1).getFirst(), probe.answer());
        still.now().stopReading();
        if (probe.patience().roundTrip().isZero()) {
            for (int n = 0; n < MESSAGES; n++) {
                requireNoWait(n);
            }
        } else {
            for (int n = 0; n < MESSAGES; n += TOGETHER) {
                requireNoWaitTogether(n);
            }
        }
        requireTold();
    }

    /** The same with several messages at once: one after another would take minutes where each takes half a second. */
    private void requireNoWaitTogether(int from) {
        List<Posted> messages = channel.postAtOnce(TOGETHER, n -> longText(from + n));
        for (Posted message : messages) {
            requireReceived(message);
        }
        List<String> order =
                other.events().stream().map(StreamItem.Event::lastEventId).toList();
        channel.keep(messages.stream()
                .sorted(Comparator.comparingInt(message -> order.indexOf(message.id())))
                .toList());
    }

    private String longText(int n) {
        return "long " + n + " " + probe.word().repeat(CHARACTERS / 8);
    }

    /** The writer has its answer, and the other reader its message, as if the one that stands still were not there. */
    private void requireNoWait(int n) {
        String text = longText(n);
        Connection answer = channel.send(text);
        if (answer.awaitHead(probe.answer()).isEmpty()) {
            throw fault(text("no answer to a POST", "一次 POST 没有得到回应"))
                    .on(answer)
                    .failure();
        }
        requireReceived(channel.accept(answer, text));
    }

    private void requireReceived(Posted message) {
        if (!other.await(message, probe.answer())) {
            throw fault(text("the other reader did not get a message", "另一个读者没有收到消息"))
                    .on(other.now())
                    .failure();
        }
    }

    private Fault fault(Text received) {
        return Fault.expected(text("messages go on, though one reader has stopped reading", "即使有一个读者停下不读，消息也照常收发"))
                .received(received)
                .why(text("one slow client must not hold up the writer or the others", "一个慢客户端不能拖住写入方和其他客户端"))
                .likely(text(
                        "POST writes to every client itself, or writes while it holds the lock: a full socket stops it; let each client's own thread write. Or it waits for room in the full queue of a client: put() blocks, offer() does not",
                        "POST 亲自向每个客户端写，或持锁写：套接字一满就停住；应由每个客户端自己的线程来写。也可能是在等某个客户端的满队列腾出位置：put() 会阻塞，offer() 不会"));
    }

    /** The client reads on. A reset, or a cut and then a reset, must tell it what it missed beyond the buffer. */
    private void requireTold() {
        Posted last = channel.all().getLast();
        still.now().resumeReading();
        if (!still.await(last, probe.answer())
                && still.now().awaitEnd(probe.answer()).isPresent()) {
            still.left().comeBack();
            still.await(last, probe.answer());
        }
        List<Posted> posted = channel.all().subList(before, channel.all().size());
        int due = 0;
        boolean told = false;
        for (Connection connection : still.connections()) {
            Delivery delivery = new Delivery(still, connection, posted, channel.all(), LOST);
            due = follow(delivery, due);
            told |= delivery.events().stream().anyMatch(Delivery::isReset);
        }
        if (due < posted.size()) {
            new Delivery(still, still.now(), posted, channel.all(), LOST)
                    .requireAt(still.now().eventCount(), due, still.events());
        }
        if (!told) {
            throw keptAll(posted.size());
        }
    }

    /** Goes through a connection message by message, and returns which one comes next. A reset may skip some. */
    private static int follow(Delivery delivery, int from) {
        List<String> ids = delivery.wanted().stream().map(Posted::id).toList();
        List<StreamItem.Event> events = delivery.events();
        int due = from;
        for (int i = 0; i < events.size(); i++) {
            if (!Delivery.isReset(events.get(i))) {
                delivery.requireAt(i, due++, events);
            } else if (i + 1 < events.size() && ids.contains(events.get(i + 1).lastEventId())) {
                due = ids.indexOf(events.get(i + 1).lastEventId()); // all that is buffered, seen or not
            }
        }
        return due;
    }

    private CheckFailure keptAll(int messages) {
        int megabytes = messages * CHARACTERS >> 20;
        return Fault.expected(text(
                        "a reset, or a cut and then a reset, for a reader that is far behind",
                        "对落后太多的读者发 reset，或者断开，待它回来时发 reset"))
                .received(text(
                        "all %d messages, %d MB, kept for one reader",
                        "为一个读者保留了全部 %d 条消息，共 %d MB", messages, megabytes))
                .why(text(
                        "who does not read must not fill the memory: at most twice replay.capacity messages are kept",
                        "不读的客户端不能占满内存：最多保留 replay.capacity 的两倍"))
                .likely(text(
                        "each client has a queue without a bound; keep its place in the one buffer instead",
                        "每个客户端有一个无界队列；应改为只记住它在公共缓冲区里的位置"))
                .failure();
    }
}
