package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/**
 * The instance that takes over, on the same port. Whether it still has the messages of the one before is free; that it
 * leaves no gap in silence, and brings nothing twice, is not.
 */
final class NextInstance {

    private static final int NEW = 3;

    private static final Text LIKELY = text(
            "the place of an id in what was kept over the restart is off; or an id that is not known is treated like none",
            "在重启后保留下来的消息里，id 的位置算错了；或者不认识的 id 被当作没有 id");

    private final Channel channel;
    private final Reader reader;
    private final int before;

    private NextInstance(Goodbyes goodbyes) {
        this.channel = goodbyes.channel();
        this.reader = goodbyes.reader().left();
        this.before = channel.all().size();
    }

    static NextInstance startAfter(Goodbyes goodbyes) {
        NextInstance next = new NextInstance(goodbyes);
        next.channel.probe().restart();
        next.channel.post(NEW);
        return next;
    }

    /** One reader that had everything, and one that had the first message only. */
    void requireContinuation() {
        if (reader.now().lastEventId().isEmpty()) {
            throw forgotten();
        }
        requireFreshIds();
        require(reader.comeBack());
        require(Reader.comeBack(channel, channel.all().getFirst().id()));
    }

    /** An id that both instances gave to a message tells neither of them what a client has seen. */
    private void requireFreshIds() {
        List<String> old =
                channel.all().subList(0, before).stream().map(Posted::id).toList();
        for (Posted message : channel.newest(NEW)) {
            if (old.contains(message.id())) {
                throw Fault.expected(text("ids that no message of the process before had", "上一个进程没有用过的 id"))
                        .received(text(
                                "id %s for a second message, after a restart",
                                "重启之后，id %s 又给了另一条消息", Text.same(WireText.escape(message.id()))))
                        .browser(text(
                                "comes back with an old id and gets what follows a new one: a silent gap",
                                "带着旧 id 回来，得到的却是新 id 之后的消息：一个无声的缺口"))
                        .why(text("who cannot be given all that it missed must be told so", "无法补齐错过的消息时，必须告诉客户端"))
                        .likely(text(
                                "ids begin anew with each process: let each id carry a random part that is made at the start",
                                "每个进程的 id 都从头开始：让每个 id 带上启动时生成的随机部分"))
                        .failure();
            }
        }
    }

    private CheckFailure forgotten() {
        return Fault.expected(text("a client keeps its last id over the goodbye", "告别之后，客户端仍记得最后的 id"))
                .received(text("none: an empty id came behind the last message", "没有了：最后一条消息之后来了一个空的 id"))
                .browser(text("connects again without Last-Event-ID", "重连时不带 Last-Event-ID"))
                .why(text(
                        "an empty id makes a browser forget, and then the next instance cannot know what is missing",
                        "空的 id 会让浏览器忘掉它，下一个实例就无从知道缺了什么"))
                .likely(text("\"bye\" is sent with an id of its own; leave it out", "\"bye\" 带了自己的 id；去掉它"))
                .on(reader.now())
                .failure();
    }

    private void require(Reader returned) {
        String id = returned.now().request().headers().stream()
                .filter(field -> field.name().equals(Reader.LAST_EVENT_ID))
                .map(field -> field.value())
                .findFirst()
                .orElseThrow();
        returned.awaitReset();
        Posted live = channel.post();
        returned.await(live, channel.probe().answer());
        boolean reset = !returned.events().isEmpty()
                && Delivery.isReset(returned.events().getFirst());
        if (!reset && beginsAnew(returned, id)) {
            throw silentGap(returned, id);
        }
        List<Posted> wanted = reset ? buffered(returned.events().size() - 1) : channel.after(id);
        new Delivery(returned, returned.now(), wanted, channel.all(), reset ? Text.NONE : LIKELY)
                .requireFrom(reset ? 1 : 0);
    }

    /** Nothing that the process before had accepted comes, although some of it is missing. */
    private boolean beginsAnew(Reader returned, String id) {
        List<String> own = channel.all().subList(before, channel.all().size()).stream()
                .map(Posted::id)
                .toList();
        boolean missing = !own.contains(channel.after(id).getFirst().id());
        return missing
                && !returned.events().isEmpty()
                && own.contains(returned.events().getFirst().lastEventId());
    }

    private static CheckFailure silentGap(Reader returned, String id) {
        return Fault.expected(text(
                        "an event \"reset\", then all that there is; or all messages after %s, if the process before left them",
                        "事件 \"reset\"，然后是现有的全部；如果保存了上一个进程的消息，则是 %s 之后的全部", Text.same(WireText.escape(id))))
                .received(text("messages of the new process, and no reset", "只有新进程的消息，没有 reset"))
                .browser(text("believes that it has missed nothing: a silent gap", "页面以为什么都没错过：这是一个无声的缺口"))
                .why(text("who cannot be given all that it missed must be told so", "无法补齐错过的消息时，必须告诉客户端"))
                .likely(text(
                        "an id that is not known is treated like none, or like the oldest; or %s is not looked at",
                        "不认识的 id 被当作没有 id，或当作最旧的；或者没有看 %s", Text.same("next.missed()")))
                .on(returned.now())
                .failure();
    }

    /** Behind a reset come all that are buffered: those of this instance, and as many older ones as it has. */
    private List<Posted> buffered(int came) {
        List<Posted> all = channel.all();
        int own = all.size() - before;
        return channel.newest(Math.clamp(came, own, all.size()));
    }
}
