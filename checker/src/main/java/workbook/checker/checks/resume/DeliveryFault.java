package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Timeline;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * Says what is wrong when a connection did not bring what it should have.
 *
 * @param at index of the first wrong event
 */
record DeliveryFault(Delivery delivery, int at) {

    private static final int SHOWN = 5;

    /** So many messages may be lost by an error at an edge; more of them by a limit. */
    private static final int FEW = 3;

    /** With more cuts than this, a delivery that is wrong now and then is a race and no off-by-one. */
    private static final int MANY = 20;

    CheckFailure missing(List<Posted> rest) {
        return fault(text("expected id %s here", "这里应为 id %s", id(rest.getFirst())))
                .browser(text("the reader does not see id %s", "读者看不到 id %s", ids(rest)))
                .likely(likely(whyMissing(rest.size())))
                .failure();
    }

    private Text whyMissing(int missing) {
        if (!returned()) {
            return text(
                    "this client is not yet, or no longer, among those that get new messages; or two clients share one queue",
                    "这个客户端还不在（或已不在）新消息的接收者之中；或者两个客户端共用一个队列");
        }
        return at > 0 && missing == 1
                ? text(
                        "all but the newest message came: it was posted after the buffer was read and before the client had its place in the live stream; do both under one lock",
                        "只差最新的一条：它是在读完缓冲区之后、客户端加入实时流之前发来的；两件事要在同一把锁里完成")
                : text(
                        "Last-Event-ID is not read or not compared with your ids, so what was missed is not sent again",
                        "没有读取 Last-Event-ID，或没有与你的 id 比较，所以错过的消息没有补发");
    }

    CheckFailure wrong(StreamItem.Event got, Posted wanted) {
        Fault fault = fault(text("expected id %s here", "这里应为 id %s", id(wanted)));
        if (Delivery.isReset(got)) {
            return fault.browser(text("the page throws away what it has", "页面会丢弃已有的内容"))
                    .likely(likely(whyReset()))
                    .failure();
        }
        int came = index(got.lastEventId());
        int due = index(wanted.id());
        if (came < 0) {
            return fault.browser(text("a message with an id that no POST was given", "消息的 id 从未由 POST 返回过"))
                    .likely(text("ids are made for each connection, or counted anew", "id 是按连接生成的，或重新计数了"))
                    .failure();
        }
        if (came < due) {
            return twice(fault, delivery.known().subList(came, due));
        }
        List<Posted> passedOver = delivery.known().subList(due, came);
        return comeLater(passedOver) ? swapped(fault, got, passedOver) : hole(fault, passedOver);
    }

    private boolean comeLater(List<Posted> messages) {
        List<StreamItem.Event> events = delivery.events();
        List<String> later = events.subList(at + 1, events.size()).stream()
                .map(StreamItem.Event::lastEventId)
                .toList();
        return messages.stream().map(Posted::id).allMatch(later::contains);
    }

    private CheckFailure swapped(Fault fault, StreamItem.Event got, List<Posted> later) {
        return fault.browser(text(
                        "the reader sees id %s first, then id %s",
                        "读者先看到 id %s，然后才看到 id %s", same(WireText.escape(got.lastEventId())), ids(later)))
                .likely(likely(text(
                        "the id is given in one step and the message kept, or handed to the clients, in another: do both under one lock",
                        "分配 id 是一步，保存消息或把它交给客户端是另一步：要在同一把锁里完成")))
                .failure();
    }

    private Text whyReset() {
        String brought = brought();
        if (brought.isEmpty()) {
            return text(
                    "an empty Last-Event-ID is no unknown id: it counts as none", "空的 Last-Event-ID 不是未知的 id：它等于没有");
        }
        return index(brought) < 0
                ? text(
                        "the client was given the id %s by a block that is no message, such as a retry or a comment; only messages have ids",
                        "客户端的 id %s 来自一个不是消息的块，例如 retry 或注释；只有消息才带 id", same(WireText.escape(brought)))
                : text(
                        "the id is known and all that follows it is buffered, so no reset is due: look at the comparison with the oldest and the newest id",
                        "这个 id 是已知的，其后的消息也都在缓冲区里，不应发 reset：检查与最旧、最新 id 的比较");
    }

    private CheckFailure twice(Fault fault, List<Posted> again) {
        if (!returned()) {
            return isEcho() ? echo(fault, again.getFirst()) : old(fault, again.getFirst());
        }
        return fault.browser(text("the reader sees id %s twice", "读者会看到两遍 id %s", ids(again)))
                .likely(likely(whyTwice(again.size())))
                .failure();
    }

    private static CheckFailure echo(Fault fault, Posted again) {
        return fault.browser(text("the page shows id %s twice", "页面会显示两遍 id %s", id(again)))
                .likely(text(
                        "a message is sent again at once: what is read next begins with the one that was read last, or whoever posts it hands it out, and whoever reads it hands it out again",
                        "同一条消息紧接着又发了一遍：下一次读取从上次读到的那一条开始了；或者发布的一方交出一次，读取的一方又交出一次"))
                .failure();
    }

    private static CheckFailure old(Fault fault, Posted first) {
        return fault.browser(text("a new client sees old messages, from id %s on", "新客户端看到了旧消息，从 id %s 开始", id(first)))
                .likely(text("the buffer is sent to a client that brought no id", "向没有带 id 的客户端也发送了缓冲区"))
                .failure();
    }

    /** Whether the event before was the same. */
    private boolean isEcho() {
        List<StreamItem.Event> events = delivery.events();
        return at > 0 && events.get(at - 1).lastEventId().equals(events.get(at).lastEventId());
    }

    private Text whyTwice(int again) {
        if (at > 0 || delivery.reader().connections().size() > MANY) {
            return text("a message comes both by replay and live", "同一条消息既重放又实时发送");
        }
        return again == 1
                ? text(
                        "off by one: the replay begins with the id of the header, not behind it",
                        "差一错误：重放从请求头里的那个 id 开始了，应从它之后开始")
                : text("the header arrived but was not compared with your ids", "请求头到了，但没有与你的 id 比较");
    }

    private CheckFailure hole(Fault fault, List<Posted> lost) {
        return fault.browser(
                        text("the reader never sees id %s, and nothing tells it so", "读者永远看不到 id %s，而且毫不知情", ids(lost)))
                .likely(likely(whyHole(lost.size())))
                .failure();
    }

    private Text whyHole(int lost) {
        List<StreamItem.Event> events = delivery.events();
        String live = delivery.wanted().getLast().id();
        if (!returned()) {
            return text(
                    "the client gets its place in the live stream too late, or shares a queue with another",
                    "客户端加入实时流太晚，或与别的客户端共用一个队列");
        }
        if (Delivery.isReset(events.getFirst())) {
            return text(
                    "fewer messages are kept than %s says, or not all of them are sent behind the reset",
                    "保存的消息少于 %s，或者 reset 之后没有全部发出", delivery.reader().channel().roomKey());
        }
        if (delivery.reader().connections().size() > MANY) {
            return text(
                    "a message was posted after the buffer was read and before the client had its place in the live stream: do both under one lock",
                    "读完缓冲区之后、客户端加入实时流之前来了新消息：两件事要在同一把锁里完成");
        }
        if (at == 0 && events.getFirst().lastEventId().equals(live)) {
            return text(
                    "the stream begins with what is live: Last-Event-ID is not read, this id is taken for none, or what it asks for is no longer kept",
                    "流从实时消息开始：没有读取 Last-Event-ID，或这个 id 被当作没有，或它要的消息已经不再保存");
        }
        if (lost > FEW && at > 0) {
            return text(
                    "the replay ends after %d messages, and the stream goes on with what is live: after each batch ask for what comes behind its last message, until there is nothing left",
                    "重放了 %d 条就结束，接着发实时消息：每发完一批，都要再取它最后一条之后的消息，直到没有为止", at);
        }
        if (lost > FEW && isTail(events)) {
            return text(
                    "only the newest %d are replayed, without a word about those before: send all that is kept behind the id, or a reset when some are gone. Or what one client was sent is taken out of the buffer for all",
                    "只重放了最新的 %d 条，之前的只字未提：应发送这个 id 之后保存的全部消息；如果有的已经不在，就发 reset。也可能是发给一个客户端的消息就从所有人的缓冲区里取走了",
                    events.size());
        }
        return at == 0 && lost == 1
                ? text("off by one: the replay begins one message too late", "差一错误：重放晚了一条才开始")
                : text(
                        "not everything behind the id is sent, or what one client was sent is taken out of the buffer for all",
                        "没有把这个 id 之后的全部发出，或者发给一个客户端的消息就从所有人的缓冲区里取走了");
    }

    /** Whether what came is the end of what is wanted. */
    private boolean isTail(List<StreamItem.Event> events) {
        List<String> wanted = delivery.wanted().stream().map(Posted::id).toList();
        List<String> got = events.stream().map(StreamItem.Event::lastEventId).toList();
        return got.size() < wanted.size()
                && wanted.subList(wanted.size() - got.size(), wanted.size()).equals(got);
    }

    private Text likely(Text usual) {
        return delivery.cause().isEmpty() ? usual : delivery.cause();
    }

    CheckFailure tooMany() {
        return fault(text("nothing more was posted", "没有再发送过消息"))
                .browser(text("the reader sees a message too many", "读者多看到一条消息"))
                .likely(text("a message comes both by replay and live", "同一条消息既重放又实时发送"))
                .failure();
    }

    private Fault fault(Text note) {
        return Fault.expected(text("id %s", "id %s", ids(delivery.wanted())))
                .received(text(
                        "%d event(s) on this connection",
                        "%d 个事件（在这个连接上）", delivery.events().size()))
                .why(
                        returned()
                                ? text(
                                        "behind the id in Last-Event-ID comes every message once and in order, then the live ones",
                                        "从 Last-Event-ID 之后开始，每条消息按顺序各来一次，然后是实时消息")
                                : text(
                                        "a client without an id gets every message from now on, once and in order",
                                        "没有带 id 的客户端从现在起按顺序收到每条消息，各一次"))
                .on(new Timeline(delivery.reader().connections(), delivery.connection(), at, note));
    }

    private boolean returned() {
        return !brought().isEmpty();
    }

    /** The id that the client came with. */
    private String brought() {
        return delivery.connection().request().headers().stream()
                .filter(field -> field.name().equalsIgnoreCase(Reader.LAST_EVENT_ID))
                .map(field -> new String(field.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private int index(String id) {
        return IntStream.range(0, delivery.known().size())
                .filter(i -> delivery.known().get(i).id().equals(id))
                .findFirst()
                .orElse(-1);
    }

    private static Text id(Posted message) {
        return same(WireText.escape(message.id()));
    }

    /** The first few ids, and how many there are in all. */
    private static Text ids(List<Posted> all) {
        String shown = String.join(
                ", ",
                all.stream()
                        .limit(SHOWN)
                        .map(message -> WireText.escape(message.id()))
                        .toList());
        return all.size() <= SHOWN
                ? same(shown)
                : text("%s and %d more", "%s 等共 %3$d 个", shown, all.size() - SHOWN, all.size());
    }
}
