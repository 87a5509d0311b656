package workbook.checker.checks.task3_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;

/** A heartbeat is a comment: nothing that a page or its reconnection could notice. */
final class CommentForm {

    /** Fields that mean something to a browser. Others are ignored by it, and free. */
    private static final List<String> FIELDS = List.of("id", "retry", "event");

    private record Line(long offset, String text) {
        boolean isHeartbeat() {
            return text.equals(":heartbeat") || text.equals(": heartbeat");
        }

        String field() {
            return text.split(":", 2)[0];
        }
    }

    private final Connection connection;
    private final Heartbeat heartbeat;

    private CommentForm(Connection connection, Heartbeat heartbeat) {
        this.connection = connection;
        this.heartbeat = heartbeat;
    }

    /** What these clients got in their silence. Whether each of them got something is not asked here. */
    static void require(List<Listener> clients, Heartbeat heartbeat) {
        List<CommentForm> all = clients.stream()
                .map(client -> new CommentForm(client.connection(), heartbeat))
                .toList();
        long until = System.nanoTime() + heartbeat.silent().toNanos();
        all.forEach(comments -> comments.awaitHeartbeat(until));
        boolean said = all.stream().anyMatch(CommentForm::hasTheWord);
        all.forEach(CommentForm::requireNoEvent);
        if (!said) {
            throw all.getLast().withoutTheWord();
        }
        all.forEach(CommentForm::requireNoField);
    }

    /** Waits for a heartbeat, or for something that may be meant for one, up to a moment of System.nanoTime(). */
    private void awaitHeartbeat(long until) {
        connection.await(
                () -> hasTheWord() || foreign().isPresent(), Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }

    private boolean hasTheWord() {
        return connection.items(StreamItem.Comment.class).stream()
                .map(ArrivedItem::item)
                .anyMatch(CommentForm::isHeartbeat);
    }

    static boolean isHeartbeat(StreamItem.Comment comment) {
        return comment.text().equals("heartbeat") || comment.text().equals(" heartbeat");
    }

    /** An event that nobody posted. */
    private Optional<StreamItem.Event> foreign() {
        return connection.events().stream()
                .map(ArrivedItem::item)
                .filter(item -> PostedMessages.mark(item).isEmpty())
                .findFirst();
    }

    private void requireNoEvent() {
        foreign().ifPresent(item -> {
            throw Fault.expected(heartbeat.wanted())
                    .received(text(
                            "an event: type \"%s\", data \"%s\"",
                            "一个事件：类型 \"%s\"，data \"%s\"", WireText.escape(item.type()), WireText.escape(item.data())))
                    .browser(text(
                            "every heartbeat calls the page's listener for \"%s\"",
                            "每次心跳都会调用页面上 \"%s\" 的监听函数", WireText.escape(item.type())))
                    .why(text(
                            "only a comment is ignored; even an empty \"data:\" dispatches a message, on which JSON.parse fails",
                            "只有注释会被忽略；哪怕是空的 \"data:\" 也会派发一条消息，JSON.parse 会因此出错"))
                    .likely(
                            text(
                                    "a \"data:\" line; write \": heartbeat\" and a blank line, with SseSink SseEvent.builder().comment(\"heartbeat\"). Or an event that greets each client: a stream has what was posted, and no other event",
                                    "写了 \"data:\" 行；应写 \": heartbeat\" 加一个空行，用 SseSink 则是 SseEvent.builder().comment(\"heartbeat\")。也可能是给每个客户端的问候事件：流里只有发送过的消息，没有别的事件"))
                    .at(connection, item.start(), text("this becomes an event", "这里变成了事件"))
                    .failure();
        });
    }

    private CheckFailure withoutTheWord() {
        Optional<StreamItem.Comment> other = connection.items(StreamItem.Comment.class).stream()
                .map(ArrivedItem::item)
                .findFirst();
        return Fault.expected(same(": heartbeat"))
                .received(other.map(comment -> same(WireText.escape(":" + comment.text())))
                        .orElse(text("no comment", "没有注释")))
                .why(text("a heartbeat is a comment with exactly this word", "心跳是一条注释，内容正好是这个词"))
                .likely(text("another word, or no colon at the beginning of the line", "用了别的词，或者行首缺少冒号"))
                .on(connection)
                .failure();
    }

    /** The first block is free: a server may say its retry time there, in whatever order. */
    private void requireNoField() {
        blocks().stream()
                .skip(1)
                .filter(block -> block.stream().anyMatch(Line::isHeartbeat))
                .filter(block -> block.stream().noneMatch(line -> line.field().equals("data")))
                .flatMap(List::stream)
                .filter(line -> FIELDS.contains(line.field()))
                .findFirst()
                .ifPresent(line -> {
                    throw Fault.expected(same(": heartbeat\\n\\n"))
                            .received(text("a heartbeat with \"%s\"", "带有 \"%s\" 的心跳", WireText.escape(line.text())))
                            .browser(
                                    line.field().equals("id")
                                            ? text(
                                                    "takes over the id, and resumes from it: what it has not seen is lost",
                                                    "会记住这个 id 并从它续传：没收到的消息就丢了")
                                            : same(""))
                            .why(text(
                                    "a heartbeat changes nothing: no id, no retry, no type",
                                    "心跳不改变任何东西：没有 id、没有 retry、没有类型"))
                            .likely(text("heartbeats are built by the code that builds messages", "心跳和消息用了同一段代码来生成"))
                            .at(connection, line.offset(), text("this does not belong here", "这一行不该出现在这里"))
                            .failure();
                });
    }

    /** The lines of the body between blank lines. Bytes as Latin-1, so that a column is an offset. */
    private List<List<Line>> blocks() {
        String body = new String(connection.body(), StandardCharsets.ISO_8859_1);
        List<List<Line>> blocks = new ArrayList<>(List.of(new ArrayList<>()));
        long offset = 0;
        for (String line : body.split("(?<=\n)|(?<=\r)(?!\n)")) {
            String text = line.replaceAll("[\r\n]+$", "");
            if (text.isEmpty() && !blocks.getLast().isEmpty()) {
                blocks.add(new ArrayList<>());
            } else if (!text.isEmpty()) {
                blocks.getLast().add(new Line(offset, text));
            }
            offset += line.length();
        }
        return blocks;
    }
}
