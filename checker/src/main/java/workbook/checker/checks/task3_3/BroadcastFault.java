package workbook.checker.checks.task3_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What can be wrong with the messages that a client of a broadcast has, in words. */
final class BroadcastFault {

    private BroadcastFault() {}

    /** A message was accepted, and nothing came. */
    static CheckFailure silence(Connection client, String message) {
        if (client.body().length > 0 && client.eventCount() == 0) {
            Expectations.requireEventCount(client, 1);
        }
        return Fault.expected(text("the message %s", "消息 %s", quoted(message)))
                .received(ended(client, text("no event", "没有事件")))
                .why(text(
                        "a message goes to every client whose headers arrived before the POST",
                        "响应头在 POST 之前到达的客户端，都应收到这条消息"))
                .likely(text(
                        "the client is registered too late, the message is put into no queue, or it is not flushed",
                        "客户端登记得太晚、消息没有放进任何队列，或者写完没有 flush"))
                .on(client)
                .failure();
    }

    /** The first message came, a later one did not. */
    static CheckFailure notOpen(Connection client) {
        return Fault.expected(text("one more message on the same connection", "同一连接上再收到一条消息"))
                .received(ended(client, text("nothing more", "再没有任何内容")))
                .browser(text("error, then it connects again", "触发 error，然后重新连接"))
                .why(text("a stream goes on for as long as the client wants it", "只要客户端还需要，流就一直继续"))
                .likely(text(
                        "the handler returns after the first message; it must wait for the next one in a loop",
                        "处理程序在第一条消息之后就返回了；应当在循环里等待下一条"))
                .on(client)
                .failure();
    }

    /** A message with the text of the one before did not come. */
    static CheckFailure leftOut(Connection client, String message) {
        return Fault.expected(
                        text("the message %s a second time, as it was posted", "再次收到消息 %s，因为它又发送了一次", quoted(message)))
                .received(text("nothing more", "再没有任何内容"))
                .why(text("two messages may say the same, and are two", "两条消息可以文本相同，但仍是两条"))
                .likely(text(
                        "a message whose text equals the one before is left out, as by a set or by distinct()",
                        "文本与前一条相同的消息被略去了，例如用了 Set 或 distinct()"))
                .on(client)
                .failure();
    }

    /** Each message once. */
    static void requireOnce(Connection client, List<String> messages, long others) {
        requireUnrepeated(client, messages);
        missing(client, messages).ifPresent(lost -> {
            throw lost(client, messages, lost)
                    .likely(
                            others == 0
                                    ? text(
                                            "one queue for all clients: whoever takes a message takes it away from the others",
                                            "所有客户端共用一个队列：谁取走消息，别人就没有了")
                                    : text(
                                            "some clients are left out: a loop that ends early, or a list that is changed while it is read",
                                            "漏掉了一部分客户端：循环提前结束，或者遍历时列表被修改"))
                    .on(client)
                    .failure();
        });
    }

    /** Each message once, though others broke off while it was sent. */
    static void requireInSpiteOfTheGone(Connection client, List<String> messages) {
        requireUnrepeated(client, messages);
        missing(client, messages).ifPresent(lost -> {
            throw lost(client, messages, lost)
                    .likely(text(
                            "the write to a client that has gone throws, and the exception ends the loop over the others",
                            "向已离开的客户端写入会抛异常，这个异常中断了对其他客户端的循环"))
                    .on(client)
                    .failure();
        });
    }

    /** Each message once and in one piece, though several were posted at the same time. */
    static void requireWhole(Connection client, List<String> messages) {
        Set<String> posted = new HashSet<>(messages);
        missing(client, messages).ifPresent(lost -> {
            Fault fault = lost(client, messages, lost);
            Optional<StreamItem.Event> broken = client.events().stream()
                    .map(ArrivedItem::item)
                    .filter(event -> !posted.contains(event.data()) && mixed(event.data(), posted))
                    .findFirst();
            Text likely = broken.isPresent()
                    ? text(
                            "two threads write to one stream at the same time; let one thread do all the writing",
                            "两个线程同时写同一个流；所有写入都应由同一个线程完成")
                    : text(
                            "messages that are posted at the same time overwrite each other, or a client that keeps up was dropped",
                            "同时发布的消息互相覆盖，或者断开了跟得上的客户端");
            throw broken.map(event ->
                            fault.likely(likely).at(client, event.start(), text("nobody posted this", "没有人发布过这个")))
                    .orElseGet(() -> fault.likely(likely).on(client))
                    .failure();
        });
        requireUnrepeated(client, messages);
    }

    /** Whether an event holds a part of a posted message. */
    private static boolean mixed(String data, Set<String> posted) {
        return posted.stream().anyMatch(message -> data.contains(message));
    }

    static void requireSameOrder(Connection reference, Connection client, List<String> messages) {
        Set<String> posted = new HashSet<>(messages);
        List<StreamItem.Event> first = ours(reference, posted);
        List<StreamItem.Event> other = ours(client, posted);
        IntStream.range(0, Math.min(first.size(), other.size()))
                .filter(n -> !first.get(n).data().equals(other.get(n).data()))
                .findFirst()
                .ifPresent(n -> {
                    throw Fault.expected(text(
                                    "%s as message %d on %s, as on %s",
                                    "%3$s 上的第 %2$d 条消息是 %1$s，与 %4$s 相同",
                                    quoted(first.get(n).data()),
                                    n + 1,
                                    client.name(),
                                    reference.name()))
                            .received(quoted(other.get(n).data()))
                            .why(text(
                                    "all clients see the messages in the same order, or no two pages show the same",
                                    "所有客户端看到的消息顺序必须相同，否则每个页面显示的都不一样"))
                            .likely(text(
                                    "two publishers go through the clients at the same time; let one publish after the other, under a lock",
                                    "两个发布者同时遍历客户端；应当加锁，让它们一个接一个地发布"))
                            .at(client, other.get(n).start(), text("another message is first here", "这里先出现的是另一条消息"))
                            .failure();
                });
    }

    private static List<StreamItem.Event> ours(Connection client, Set<String> posted) {
        return client.events().stream()
                .map(ArrivedItem::item)
                .filter(event -> posted.contains(event.data()))
                .toList();
    }

    private static void requireUnrepeated(Connection client, List<String> messages) {
        Set<String> posted = new HashSet<>(messages);
        Set<String> seen = new HashSet<>();
        ours(client, posted).stream()
                .filter(event -> !seen.add(event.data()))
                .findFirst()
                .ifPresent(event -> {
                    throw Fault.expected(text("every message once", "每条消息一次"))
                            .received(text(
                                    "%s %d times",
                                    "%s 出现了 %d 次",
                                    quoted(event.data()),
                                    Collections.frequency(ClientGroup.data(client), event.data())))
                            .why(text("a message that comes twice is done twice", "收到两次的消息会被处理两次"))
                            .likely(text(
                                    "the client is registered twice, or two threads send each message",
                                    "客户端登记了两次，或者每条消息由两个线程各发了一次"))
                            .at(client, event.start(), text("this one again", "这条又出现了"))
                            .failure();
                });
    }

    private static Optional<String> missing(Connection client, List<String> messages) {
        Set<String> got = new HashSet<>(ClientGroup.data(client));
        return messages.stream().filter(message -> !got.contains(message)).findFirst();
    }

    private static Fault lost(Connection client, List<String> messages, String lost) {
        Set<String> got = new HashSet<>(ClientGroup.data(client));
        long had = messages.stream().filter(got::contains).count();
        return Fault.expected(text("all %d messages on %s, too", "%2$s 也收到全部 %1$d 条消息", messages.size(), client.name()))
                .received(ended(
                        client,
                        text("%d of them; the first one missing is %s", "只有 %d 条；缺少的第一条是 %s", had, quoted(lost))))
                .why(text(
                        "every client that was connected before the POST gets the message, once",
                        "POST 之前已连接的每个客户端都应收到这条消息，且只收到一次"));
    }

    /** The messages that came, and the end of the stream if it has ended. */
    private static Text ended(Connection client, Text got) {
        return client.endedAt()
                .map(at -> text("%s; the stream ended after %.1f s", "%s；流在 %.1f 秒后结束了", got, at.toMillis() / 1000.0))
                .orElse(got);
    }

    private static Text quoted(String data) {
        return same("\"" + WireText.escape(data) + "\"");
    }
}
