package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** A client that comes back with an id that the server knows: exactly what follows it must come, then what is posted from then on. */
public final class Resumption {

    private static final Duration OLD = Duration.ofSeconds(2);

    private static final Text TAKEN = text(
            "what one client was sent is taken out of the buffer, or an id counts once only: who comes back may lose the line again, and ask for the same",
            "发给一个客户端的消息就从缓冲区里取走了，或者一个 id 只认一次：回来的客户端可能再次断线，并请求同样的消息");

    /** Why a client gets nothing that comes back with the header in lower case. */
    public static final Text LOWER_CASE = text(
            "the header is looked up as Last-Event-ID only, and this request has last-event-id, as behind a proxy: names of headers have no case",
            "只按 Last-Event-ID 这一种写法查找请求头，而这个请求里是 last-event-id（例如经过代理之后）：请求头的名称不区分大小写");

    private static final Text AGED = text(
            "what came some seconds ago is not replayed: messages are thrown away by their age, or only the newest few are looked at. Keep as many as the setting says, however old they are, and send all of them",
            "几秒之前的消息没有重放：消息是按时间丢弃的，或者只看了最新的几条。无论多旧，都要按设置的条数保存，并全部发出");

    /** So many that some of their numbers have fewer digits than that of the newest. */
    private static final int FIRST_ONES = 12;

    private static final Text AS_TEXT = text(
            "the id of another message gets what it asks for, and this one a reset: numbers compared as text (compareTo of String) put 9 behind 10; compare them as numbers",
            "别的消息的 id 能续传，这一个却得到 reset：按文本比较数字（String 的 compareTo）会把 9 排在 10 后面；应当作为数字来比较");

    private Resumption() {}

    /** A reader that is away while some messages are posted. */
    public static void require(Channel channel, Reader reader, int missed) {
        List<Posted> away = channel.post(missed);
        reader.comeBack();
        Posted live = channel.post();
        Delivery.require(
                channel, reader, Stream.concat(away.stream(), Stream.of(live)).toList());
    }

    /** Two clients that both saw this message last: what one of them gets is not taken from the other. */
    public static void require(Channel channel, Posted seen) {
        Reader one = Reader.comeBack(channel, seen.id());
        Reader other = Reader.comeBack(channel, seen.id());
        List<Posted> wanted = Stream.concat(channel.after(seen.id()).stream(), Stream.of(channel.post()))
                .toList();
        Delivery.require(channel, one, wanted);
        Delivery.require(channel, other, wanted);
    }

    /** The name of a header may come in any case (RFC 9110 5.1). */
    public static void requireInLowerCase(Channel channel, Posted seen) {
        Reader reader = Reader.comeBackInLowerCase(channel, seen.id());
        requireThenLeave(channel, reader, channel.after(seen.id()), () -> LOWER_CASE);
    }

    /** What a client was given once it is given again, to whoever comes with the same id. */
    public static void requireAgain(Channel channel, Posted seen) {
        List<Posted> wanted = channel.after(seen.id());
        for (int times = 0; times < 3; times++) {
            Text cause = times == 0 ? Text.NONE : TAKEN;
            requireThenLeave(channel, Reader.comeBack(channel, seen.id()), wanted, () -> cause);
        }
    }

    /** @param cause what else is wrong if not all of this comes, asked when that is known */
    private static void requireThenLeave(Channel channel, Reader reader, List<Posted> wanted, Supplier<Text> cause) {
        reader.await(wanted.size());
        new Delivery(reader, reader.now(), wanted, channel.all(), cause.get()).requireFrom(0);
        reader.leave();
    }

    /** The id of any message that is kept will do, whatever digits it has and the newest has. */
    public static void requireFromAny(Channel channel) {
        List<Posted> kept = channel.newest(channel.room());
        for (Posted seen : kept.subList(0, Math.min(FIRST_ONES, kept.size() - 1))) {
            Reader reader = Reader.comeBack(channel, seen.id());
            requireThenLeave(
                    channel, reader, channel.after(seen.id()), () -> beginsWithReset(reader) ? AS_TEXT : Text.NONE);
        }
    }

    private static boolean beginsWithReset(Reader reader) {
        List<StreamItem.Event> events = reader.events();
        return !events.isEmpty() && Delivery.isReset(events.getFirst());
    }

    /** Two messages may say the same, and are two. */
    public static void requireEqualTexts(Channel channel) {
        Posted seen = channel.all().getLast();
        String text = "the same " + channel.probe().word();
        List<Posted> away = List.of(channel.post(text), channel.post(text));
        Delivery.require(channel, Reader.comeBack(channel, seen.id()), away);
    }

    /**
     * All that is kept at least comes, and is kept for its number: how old it is does not matter, and neither does how many
     * a client has missed.
     */
    public static void requireAllThatIsKept(Channel channel) {
        if (!channel.probe().patience().roundTrip().isZero()) {
            return; // a thousand messages, one after another, take minutes over a long line
        }
        channel.post(Math.max(0, channel.room() - channel.all().size()));
        Posted seen = channel.newest(channel.room()).getFirst();
        Reader bystander = Reader.join(channel);
        bystander.now().awaitEnd(OLD.minus(channel.age(seen)));
        Reader reader = Reader.comeBack(channel, seen.id());
        List<Posted> wanted = channel.after(seen.id());
        requireThenLeave(channel, reader, wanted, () -> causeOf(channel, reader, wanted.getFirst()));
    }

    private static Text causeOf(Channel channel, Reader reader, Posted first) {
        if (reader.events().isEmpty()) {
            return AGED;
        }
        if (reader.events().getFirst().lastEventId().equals(first.id())) {
            return Text.NONE;
        }
        return beginsWithReset(reader)
                ? text(
                        "fewer messages are kept than %s says, or none that are older than some seconds",
                        "保存的消息少于 %s，或者几秒之前的消息都不保存", channel.roomKey())
                : AGED;
    }
}
