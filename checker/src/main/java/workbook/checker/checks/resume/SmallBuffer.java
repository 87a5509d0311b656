package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Map;
import workbook.checker.text.Text;

/** A server of its own, whose buffer is so small that it overflows within a few messages. */
public final class SmallBuffer {

    private static final int CAPACITY = 10;

    private static final Text OFF_BY_ONE = text(
            "the id is compared with the oldest one by one too few: who has seen the message just before the oldest has missed nothing, who has seen only the one before that has missed one, and needs a reset",
            "与最旧 id 的比较差了一：看到过最旧一条的前一条，就什么也没错过；只看到再前一条，就错过了一条，需要 reset");

    private final Channel channel;

    private SmallBuffer(Channel channel) {
        this.channel = channel;
    }

    /** Starts a server like that of the channel, with another capacity. */
    public static SmallBuffer start(Channel like) {
        Map<String, String> settings = Map.of(like.roomKey(), String.valueOf(CAPACITY));
        return new SmallBuffer(like.on(like.probe().ownServer(settings)));
    }

    public Channel channel() {
        return channel;
    }

    /** Nothing is buffered yet, so there is no oldest id. */
    public void requireEmpty() {
        ResetReplay.open(channel, "not-an-id", text("no message has this id", "没有消息用过这个 id"))
                .requireReset(0);
    }

    /** Whoever missed no more than the capacity gets all of it. */
    public void requireRoom() {
        List<Posted> messages = channel.post(CAPACITY + 1);
        requireReplayOrReset(messages.getFirst());
        requireReplay(messages.get(1));
        requireReplay(messages.get(CAPACITY / 2));
        requireReplay(channel.all().getLast());
    }

    private void requireReplay(Posted seen) {
        Reader reader = Reader.comeBack(channel, seen.id());
        Delivery.require(channel, reader, channel.after(seen.id()));
    }

    /** One message more than the capacity: the server still has all of it, or says that it has not. */
    private void requireAllOrReset(Posted seen) {
        Reader reader = Reader.comeBack(channel, seen.id());
        reader.await(channel.all().getLast(), channel.probe().answer());
        boolean reset = beginsWithReset(reader);
        List<Posted> wanted = reset
                ? channel.newest(Math.clamp(reader.events().size() - 1L, CAPACITY, 2 * CAPACITY))
                : channel.after(seen.id());
        new Delivery(reader, reader.now(), wanted, channel.all(), OFF_BY_ONE).requireFrom(reset ? 1 : 0);
    }

    /** Nothing is lost behind the id just before the oldest; a reset on top of it is the server's choice. */
    private void requireReplayOrReset(Posted seen) {
        Reader reader = Reader.comeBack(channel, seen.id());
        List<Posted> wanted = channel.after(seen.id());
        reader.await(1);
        int reset = beginsWithReset(reader) ? 1 : 0;
        reader.await(reset + wanted.size());
        Delivery.of(reader, reader.now(), wanted, channel.all()).requireFrom(reset);
    }

    private static boolean beginsWithReset(Reader reader) {
        return reader.events().stream().limit(1).anyMatch(Delivery::isReset);
    }

    /** Whoever missed more than twice the capacity is told so, and gets what there is. */
    public void requireEnd() {
        Posted first = channel.all().getFirst();
        channel.post(3 * CAPACITY);
        Text cause = text(
                "%d messages came since, and at most %d are buffered",
                "之后已有 %d 条消息，而缓冲区最多保存 %d 条", channel.after(first.id()).size(), 2 * CAPACITY);
        Text likely = text(
                "nothing is ever taken out of the buffer; or an id is not compared with the oldest one that is left",
                "缓冲区只进不出；或者没有拿 id 与还留着的最旧 id 比较");
        ResetReplay.open(channel, first.id(), cause, likely).requireReset(CAPACITY);
        requireReplay(channel.newest(CAPACITY).getFirst());
        requireAllOrReset(channel.newest(CAPACITY + 2).getFirst());
    }

    /** A client that stands still holds up nobody, and finds out what it missed. */
    public void requireNobodyWaits() {
        channel.probe().closeAll(); // those who came back before would each keep all megabytes of this
        new StandStill(channel).require();
    }

    /** The first id of a process, which the next process must not take for one of its own. */
    public void requireResetAfterRestart() {
        String old = channel.all().getFirst().id();
        Text cause = text("the server was restarted since", "此后服务器重启过");
        Text likely = text(
                "ids begin anew with each process, so an old one looks like a new one: let each id carry a random part that is made at the start",
                "每个进程的 id 都从头开始，旧 id 看上去就像新的：让每个 id 带上启动时生成的随机部分");
        channel.probe().restart();
        Channel anew = channel.on(channel.probe());
        ResetReplay.open(anew, old, cause, likely).requireReset(0);
        anew.post(CAPACITY / 2);
        ResetReplay.open(anew, old, cause, likely).requireReset(CAPACITY / 2);
    }
}
