package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * Pages that are loaded while somebody posts without pause. Each opens its stream, then reads the history, and throws
 * away by id what it has twice. Nothing may be missing from what is left.
 */
final class HistoryJoin {

    private static final int PAGES = 40;

    private final Channel channel;
    private final Probe probe;
    private final AtomicBoolean done = new AtomicBoolean();

    /** A page and what it saw until it had the first notification that its history lacks. */
    private record Page(Connection stream, History history, List<StreamItem.Event> live) {}

    private HistoryJoin(Channel channel) {
        this.channel = channel;
        this.probe = channel.probe();
    }

    static void require(Channel channel) {
        HistoryJoin join = new HistoryJoin(channel);
        List<Page> pages = new ArrayList<>();
        channel.probe().atOnce(2, n -> n == 0 ? join.write() : join.load(pages));
        List<String> posted = channel.all().stream().map(Posted::id).toList();
        pages.forEach(page -> join.requireWhole(page, posted));
    }

    private Void write() {
        try {
            do {
                channel.post();
            } while (!done.get());
            return null;
        } finally {
            done.set(true);
        }
    }

    private Void load(List<Page> pages) {
        try {
            for (int n = 0; n < PAGES && !done.get(); n++) {
                pages.add(load());
            }
            return null;
        } finally {
            done.set(true);
        }
    }

    private Page load() {
        Connection stream = probe.get("/events");
        Expectations.requireEventStream(probe, stream);
        History history = History.read(probe);
        Set<String> known = new HashSet<>(history.ids());
        stream.await(() -> events(stream).stream().anyMatch(event -> isNew(event, known)), probe.answer());
        stream.close();
        return new Page(stream, history, events(stream));
    }

    private static List<StreamItem.Event> events(Connection stream) {
        return stream.events().stream().map(arrived -> arrived.item()).toList();
    }

    private static boolean isNew(StreamItem.Event event, Set<String> known) {
        return !Delivery.isReset(event) && !known.contains(event.lastEventId());
    }

    /**
     * Goes through both in order. What the stream brings after the newest of the history must be the next, unless a
     * reset says that it is not: a stream that was not served for so long that the writer is a whole history ahead.
     */
    private void requireWhole(Page page, List<String> posted) {
        List<String> ids = page.history().ids();
        int begin = 0;
        while (begin < ids.size() && !posted.contains(ids.get(begin))) {
            begin++; // it was there before the checker came
        }
        int due = begin == ids.size() ? -1 : posted.indexOf(ids.get(begin));
        for (String id : ids.subList(begin, ids.size())) {
            if (posted.indexOf(id) != due) {
                throw hole(page, due, posted, text("the history has %s there", "历史在这里却是 %s", shown(id)));
            }
            due++;
        }
        for (StreamItem.Event event : page.live()) {
            if (Delivery.isReset(event)) {
                due = -1;
                continue;
            }
            int came = posted.indexOf(event.lastEventId());
            if (due >= 0 && came > due) {
                throw hole(
                        page, due, posted, text("the stream goes on with %s", "流接下来却是 %s", shown(event.lastEventId())));
            }
            due = Math.max(due, came + 1);
        }
    }

    private static CheckFailure hole(Page page, int due, List<String> posted, Text received) {
        String missing = posted.get(Math.min(due, posted.size() - 1));
        return Fault.expected(text(
                        "id %s in the history or on the stream, which was open before the history was read",
                        "id %s 出现在历史里或流上：读历史之前流已经打开", shown(missing)))
                .received(received)
                .browser(text("the page never shows id %s", "页面永远不会显示 id %s", shown(missing)))
                .why(text(
                        "what a stream has passed by must be in the history that is read afterwards: then a page that opens the stream first misses nothing",
                        "流上已经过去的通知，必须出现在之后读到的历史里：这样先打开流的页面就什么都不会漏"))
                .likely(text(
                        "history and stream are kept apart, and a notification gets into one before the other: keep it once, and read both under one lock",
                        "历史和流是分开保存的，通知先进了其中一个：只保存一份，在同一把锁里读"))
                .on(page.stream())
                .on(page.history().answer())
                .failure();
    }

    private static Text shown(String id) {
        return same(WireText.escape(id));
    }
}
