package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Fault;
import workbook.checker.probe.PrintedObject;
import workbook.checker.probe.Timeline;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * A connection that must begin with {@code reset}, then bring all that is buffered, then what is live.
 *
 * @param cause why the id of the client is of no use
 * @param likely what makes a server take the id for a good one
 * @param live the message that was posted after the connection was open
 */
public record ResetReplay(Channel channel, Reader reader, Text cause, Text likely, Posted live) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Opens a stream with an id, and posts a message once it is open. */
    public static ResetReplay open(Channel channel, String id, Text cause, Text likely) {
        Reader reader = Reader.comeBack(channel, id);
        reader.awaitReset(); // or the live message may be in the buffer before the reset is made
        ResetReplay replay = new ResetReplay(channel, reader, cause, likely, channel.post());
        reader.await(replay.live(), channel.probe().answer());
        return replay;
    }

    /** Opens a stream with an id that no message has had so far. */
    public static ResetReplay open(Channel channel, String id, Text cause) {
        return open(
                channel,
                id,
                cause,
                text(
                        "an id that is not found is treated like none, or like a number to compare with",
                        "找不到的 id 被当作没有 id，或直接拿来比大小"));
    }

    /** The messages between the reset and the live one; at least so many must be there. */
    public List<Posted> requireReset(int atLeast) {
        List<StreamItem.Event> events = reader.events();
        if (events.isEmpty() || !Delivery.isReset(events.getFirst())) {
            throw fault(0, text("expected a reset here", "这里应为 reset"))
                    .received(events.isEmpty() ? text("no event", "没有事件") : text("no reset", "没有 reset"))
                    .browser(text("the page believes that nothing was missed: a silent gap", "页面以为什么都没错过：这是一个无声的缺口"))
                    .likely(likely)
                    .failure();
        }
        requireNoId(events.getFirst());
        List<Posted> buffered = requireBuffer(atLeast);
        requireOldest(events.getFirst(), buffered);
        return buffered;
    }

    private void requireNoId(StreamItem.Event reset) {
        if (!reset.lastEventId().isEmpty()) {
            throw fault(0, text("it has an id", "它带了 id"))
                    .received(text("a reset with id %s", "reset 带有 id %s", same(WireText.escape(reset.lastEventId()))))
                    .browser(text(
                            "a client that is cut here comes back with that id, and skips what it has not seen",
                            "客户端若在此处断开，会带着这个 id 回来，从而跳过没看到的消息"))
                    .likely(
                            reset.data().contains("\n")
                                    ? text(
                                            "the blank line behind the reset is missing, so it and the message that follows are one event",
                                            "reset 后面缺少空行，所以它和后面的消息成了同一个事件")
                                    : text(
                                            "reset is sent through the same code as a message; leave its id out",
                                            "reset 走了与消息相同的代码；去掉它的 id"))
                    .failure();
        }
    }

    /**
     * The newest messages up to the live one, contiguous. That one may have been in the buffer already, and have pushed
     * the oldest out. What was there before the checker came is not known to it.
     */
    private List<Posted> requireBuffer(int atLeast) {
        List<Posted> known = channel.all();
        List<Posted> old = known.subList(0, known.indexOf(live));
        int replayed = replayed();
        int mine = Math.min(replayed, old.size());
        List<Posted> wanted = old.subList(old.size() - Math.max(mine, Math.min(atLeast - 1, old.size())), old.size());
        int foreign = Math.max(0, replayed - wanted.size());
        List<Posted> all = Stream.concat(wanted.stream(), Stream.of(live)).toList();
        Delivery.of(reader, reader.now(), all, known).requireFrom(1 + foreign);
        return wanted;
    }

    private int replayed() {
        List<StreamItem.Event> events = reader.events();
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).lastEventId().equals(live.id())) {
                return i - 1;
            }
        }
        return events.size() - 1;
    }

    private void requireOldest(StreamItem.Event reset, List<Posted> buffered) {
        List<StreamItem.Event> events =
                reader.now().events().stream().map(arrived -> arrived.item()).toList();
        boolean empty = events.get(1).lastEventId().equals(live.id());
        Optional<JsonNode> oldest = oldest(reset.data());
        String first = events.get(1).lastEventId();
        boolean right = oldest.map(said -> said.isTextual() && said.asText().equals(first) || empty && said.isNull())
                .orElse(false);
        if (!right) {
            String wanted = empty ? "null" : "\"" + WireText.escape(first) + "\"";
            throw fault(0, text("\"oldest\" does not fit", "\"oldest\" 不符"))
                    .received(same("\"" + WireText.escape(reset.data()) + "\""))
                    .browser(text("the page cannot tell from where on its list is whole", "页面不知道自己的列表从哪里开始才完整"))
                    .likely(PrintedObject.cause(reset.data())
                            .orElse(text(
                                    "the data must be %s: the id that comes next, null when nothing is buffered",
                                    "data 应为 %s：紧接着到来的 id；缓冲区为空时是 null", same("{\"oldest\": " + wanted + "}"))))
                    .failure();
        }
    }

    public static Optional<JsonNode> oldest(String data) {
        try {
            return Optional.ofNullable(JSON.readTree(data)).map(json -> json.get("oldest"));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private Fault fault(int at, Text note) {
        return Fault.expected(text(
                        "an event \"reset\" with data %s, then all that is buffered, because %s",
                        "类型为 \"reset\" 的事件，data 为 %s，然后是缓冲区里的全部消息，因为%s", same("{\"oldest\": …}"), cause))
                .why(text("who cannot be given all that it missed must be told so", "无法补齐错过的消息时，必须告诉客户端"))
                .on(new Timeline(reader.connections(), reader.now(), at, note));
    }
}
