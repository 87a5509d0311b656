package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.stream.IntStream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Timeline;
import workbook.checker.report.WireText;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * Says what is wrong when a connection did not bring what it should have.
 *
 * @param at index of the first wrong event
 */
record DeliveryFault(Delivery delivery, int at) {

    private static final int SHOWN = 5;

    CheckFailure missing(List<Posted> rest) {
        return fault(text("expected id %s here", "这里应为 id %s", id(rest.getFirst())))
                .browser(text("the reader does not see id %s", "读者看不到 id %s", ids(rest)))
                .likely(
                        returned()
                                ? text(
                                        "Last-Event-ID is not read or not compared with your ids, so what was missed is not sent again",
                                        "没有读取 Last-Event-ID，或没有与你的 id 比较，所以错过的消息没有补发")
                                : text(
                                        "this client is not yet, or no longer, among those that get new messages; or two clients share one queue",
                                        "这个客户端还不在（或已不在）新消息的接收者之中；或者两个客户端共用一个队列"))
                .failure();
    }

    CheckFailure wrong(StreamItem.Event got, Posted wanted) {
        Fault fault = fault(text("expected id %s here", "这里应为 id %s", id(wanted)));
        if (Delivery.isReset(got)) {
            return fault.browser(text("the page throws away what it has", "页面会丢弃已有的内容"))
                    .likely(text(
                            "the id is known and all that follows it is buffered, so no reset is due: look at the comparison with the oldest and the newest id",
                            "这个 id 是已知的，其后的消息也都在缓冲区里，不应发 reset：检查与最旧、最新 id 的比较"))
                    .failure();
        }
        int came = index(got.lastEventId());
        int due = index(wanted.id());
        if (came < 0) {
            return fault.browser(text("a message with an id that no POST was given", "消息的 id 从未由 POST 返回过"))
                    .likely(text("ids are made for each connection, or counted anew", "id 是按连接生成的，或重新计数了"))
                    .failure();
        }
        return came < due
                ? twice(fault, delivery.known().subList(came, due))
                : hole(fault, delivery.known().subList(due, came));
    }

    private CheckFailure twice(Fault fault, List<Posted> again) {
        boolean itself = at == 0 && again.size() == 1;
        return fault.browser(text("the reader sees id %s twice", "读者会看到两遍 id %s", ids(again)))
                .likely(
                        !returned()
                                ? text("old messages are sent to a client that brought no id", "向没有带 id 的客户端补发了旧消息")
                                : itself
                                        ? text(
                                                "off by one: the replay begins with the id of the header, not behind it",
                                                "差一错误：重放从请求头里的那个 id 开始了，应从它之后开始")
                                        : text(
                                                "the header was not compared with your ids; or a message comes both by replay and live",
                                                "请求头没有与你的 id 比较；或者同一条消息既重放又实时发送"))
                .failure();
    }

    private CheckFailure hole(Fault fault, List<Posted> lost) {
        return fault.browser(
                        text("the reader never sees id %s, and nothing tells it so", "读者永远看不到 id %s，而且毫不知情", ids(lost)))
                .likely(
                        returned()
                                ? text(
                                        "a message was posted after the buffer was read and before the client had its place in the live stream: do both under one lock; or the replay begins one too late",
                                        "读完缓冲区之后、客户端加入实时流之前来了新消息：两件事要在同一把锁里完成；或者重放的起点晚了一个")
                                : text(
                                        "the client gets its place in the live stream too late, or shares a queue with another",
                                        "客户端加入实时流太晚，或与别的客户端共用一个队列"))
                .failure();
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
                        "这个连接上有 %d 个事件", delivery.events().size()))
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
        return delivery.connection().request().headers().stream()
                .anyMatch(field -> field.name().equals(Reader.LAST_EVENT_ID)
                        && !field.value().isEmpty());
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

    /** The first few, and how many there are. */
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
