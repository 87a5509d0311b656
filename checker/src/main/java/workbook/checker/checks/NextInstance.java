package workbook.checker.checks;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.text.Text;

/**
 * The instance that takes over, on the same port. Whether it still has the messages of the one before is free; that it
 * leaves no gap in silence, and brings nothing twice, is not.
 */
final class NextInstance {

    private static final Text LIKELY = text(
            "ids begin anew with each process, so an old one looks like a new one; or what was kept is sent again from the start",
            "每个进程的 id 都从头开始，旧 id 看上去就像新的；或者保存下来的消息从头又发了一遍");

    private final Channel channel;
    private final Reader reader;
    private final int before;

    private NextInstance(Farewell farewell) {
        this.channel = farewell.channel();
        this.reader = farewell.reader().left();
        this.before = channel.all().size();
    }

    static NextInstance startAfter(Farewell farewell) {
        NextInstance next = new NextInstance(farewell);
        next.channel.probe().restart();
        next.channel.post(3);
        return next;
    }

    /** One reader that had everything, and one that had the first message only. */
    void requireContinuation() {
        require(reader.comeBack());
        require(Reader.comeBack(channel, channel.all().getFirst().id()));
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
        List<Posted> wanted = reset ? buffered(returned.events().size() - 1) : channel.after(id);
        new Delivery(returned, returned.now(), wanted, channel.all(), reset ? Text.NONE : LIKELY)
                .requireFrom(reset ? 1 : 0);
    }

    /** Behind a reset come all that are buffered: those of this instance, and as many older ones as it has. */
    private List<Posted> buffered(int came) {
        List<Posted> all = channel.all();
        int own = all.size() - before;
        return channel.newest(Math.clamp(came, own, all.size()));
    }
}
