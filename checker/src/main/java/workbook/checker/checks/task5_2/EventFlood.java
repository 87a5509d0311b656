package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** Very many events on one connection, and what the page keeps of them. */
final class EventFlood {

    private static final String QUESTION = "very many words";
    private static final int SMALLEST_BLOCK = 100;
    private static final int LARGEST_BLOCK = 2000;

    private static final int WARM_UP = 8_000;
    private static final int MOST_ROWS = 1000;

    /** So many behind the warm-up are enough to see what is kept. */
    private static final int FEWEST = 10_000;

    /**
     * Half of what is left of an event at the least, in bytes: a text that grows has two pointers of 20 bytes for each event,
     * and its characters are the browser's, where nobody counts them.
     */
    private static final int MOST_OF_AN_EVENT = 20;

    /** A page that keeps nothing grows by so many bytes, however many events come. */
    private static final int UNSTEADY = 100_000;

    private final int events;
    private final Duration limit;
    private final long enough;
    private final long tooLate;

    /** A page answers nothing else while it reads a block, so one that takes longer gets less at a time. */
    private final Duration slow;

    private final BlockingQueue<Integer> wanted = new LinkedBlockingQueue<>();
    private final FetchPage page;
    private int block = SMALLEST_BLOCK;

    private EventFlood(Probe probe, int events) {
        this.events = events;
        this.limit = probe.answer().multipliedBy(3);
        this.slow = probe.answer().dividedBy(4);
        this.enough = System.nanoTime() + probe.answer().multipliedBy(4).toNanos();
        this.tooLate = System.nanoTime() + probe.answer().multipliedBy(7).toNanos();
        this.page = FetchPage.open(probe, new AnswerScript().on(QUESTION, (request, answer) -> flood(answer)));
    }

    static void require(Probe probe, int events) {
        EventFlood flood = new EventFlood(probe, events);
        flood.page.ask(QUESTION);
        flood.requireArrived(0, WARM_UP);
        flood.requireNewest(WARM_UP);
        flood.requireFewRows(); // with all rows of all events, a browser on a busy machine takes minutes
        long before = flood.page.heap();
        int arrived = flood.requireArrived(WARM_UP, WARM_UP + FEWEST);
        while (arrived < events && System.nanoTime() < flood.enough) {
            arrived = flood.requireArrived(arrived, Math.min(events, arrived + LARGEST_BLOCK));
        }
        flood.requireNewest(arrived);
        flood.requireFewRows();
        flood.requireFlat(arrived, flood.page.heap() - before);
    }

    /** Block by block, each when the page has shown the one before: a page may be slow, and must not be starved by it. */
    private void flood(Answer answer) throws InterruptedException {
        answer.eventStream();
        for (int first = 0; first < events; ) {
            Integer count = wanted.poll(1, TimeUnit.MINUTES);
            if (count == null) {
                return; // the check is over
            }
            answer.write(block(first, count));
            first += count;
        }
        answer.hold();
    }

    /** @return {@code to} */
    private int requireArrived(int from, int to) {
        for (int arrived = from; arrived < to; ) {
            int count = Math.min(block, to - arrived);
            long begun = System.nanoTime();
            page.bringToFront(); // each page that is opened comes before it
            wanted.add(count);
            arrived += count;
            requireArrived(arrived);
            requireTime(arrived);
            boolean tooMany = System.nanoTime() - begun > slow.toNanos();
            block = tooMany ? Math.max(SMALLEST_BLOCK, block / 2) : Math.min(LARGEST_BLOCK, block * 2);
        }
        return to;
    }

    private static byte[] block(int first, int count) {
        StringBuilder block = new StringBuilder();
        for (int n = first; n < first + count; n++) {
            block.append("event: word\nid: ")
                    .append(n)
                    .append("\ndata: ")
                    .append("words ".repeat(10))
                    .append(n)
                    .append("\n\n");
        }
        return block.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void requireArrived(int count) {
        String last = String.valueOf(count - 1);
        if (!page.await("driver.lastId() === '" + last + "'", limit)) {
            throw failure(
                    text("%d events within %d s", "%2$d 秒内收到 %1$d 个事件", count, limit.toSeconds()),
                    text(
                            "[data-count] says %s",
                            "[data-count] 显示 %s", PageState.quoted(page.sheet().count())),
                    text("a browser reads so many in a second or two", "浏览器一两秒就能读完这么多"),
                    text(
                            "a row is made for each event, or the whole line is searched again with each chunk",
                            "每个事件都生成一行，或者每来一个 chunk 都从头搜索整行"));
        }
    }

    /** A page that gets slower with each event has failed by now: one block may last half as long as all that is wanted. */
    private void requireTime(int arrived) {
        if (System.nanoTime() > tooLate) {
            requireFewRows();
            throw CheckSkipped.missing(text(
                    "the page has read %d events, and %d are needed to see what it keeps of them; a browser reads so many in a second or two. Is the machine busy with something else? Try again then.",
                    "页面读了 %d 个事件，要看出它留下了什么，需要 %d 个；浏览器一两秒就能读完。这台机器是不是正忙着别的？那就稍后再试。", arrived, WARM_UP + FEWEST));
        }
    }

    /** A page may draw a row a moment behind its event, so this is waited for. */
    private void requireNewest(int arrived) {
        if (page.await("driver.newest(" + arrived + ")", page.limit())) {
            return;
        }
        List<FetchPage.Row> rows = page.sheet().rows();
        String newest = String.valueOf(arrived - 1);
        throw failure(
                text("the newest events as rows, the last of them with id %s", "各行是最新的事件，最后一行的 id 是 %s", newest),
                text(
                        "%d rows, the first with id %s and the last with id %s",
                        "%d 行，第一行的 id 是 %s，最后一行的 id 是 %s",
                        rows.size(),
                        PageState.quoted(rows.getFirst().id()),
                        PageState.quoted(rows.getLast().id())),
                text(
                        "whoever looks at a stream wants to see what has just come; what is old makes room for it",
                        "看流的人想看到刚刚到达的内容；旧的要为新的腾出位置"),
                whyNotNewest(rows, newest));
    }

    private static Text whyNotNewest(List<FetchPage.Row> rows, String newest) {
        if (newest.equals(rows.getLast().id())) {
            return text(
                    "rows in the middle are missing: remove from the front of the list, and nowhere else",
                    "中间缺了行：只能从列表的开头移除，不能在别处移除");
        }
        return "0".equals(rows.getFirst().id())
                ? text(
                        "what is beyond the limit is left out at the end, as by slice(0, ROWS), or nothing is added to a full list; slice(-ROWS) takes the last ones, and of the rows the first child goes",
                        "超出上限的部分是从末尾舍去的，例如 slice(0, ROWS)，或者列表满了就不再添加；slice(-ROWS) 取的是最后的若干个，而要移除的行是第一个子元素")
                : text(
                        "of many events in one read the first become rows, as by slice(0, ROWS); slice(-ROWS) takes the last ones",
                        "一次读到很多事件时，只为前面的事件创建了行，例如 slice(0, ROWS)；slice(-ROWS) 取的是最后的若干个");
    }

    private void requireFewRows() {
        int rows = page.evaluate("document.querySelector('[data-log]').children.length")
                .asInt();
        if (rows > MOST_ROWS || rows == 0) {
            throw failure(
                    text("1 to %d rows", "1 到 %d 行", MOST_ROWS),
                    text("%d rows", "%d 行", rows),
                    text("a stream has no end, and a page has a limit", "流没有尽头，页面有限度"),
                    text("no row is ever removed", "从来没有移除旧的行"));
        }
    }

    private void requireFlat(int arrived, long growth) {
        if (growth > UNSTEADY + (long) MOST_OF_AN_EVENT * (arrived - WARM_UP)) {
            throw failure(
                    text("no more memory after %d events than after %d", "%d 个事件之后的内存，不比 %d 个之后多", arrived, WARM_UP),
                    text("%.1f MB more", "多了 %.1f MB", growth / 1048576.0),
                    text("what is kept of each event adds up until the tab dies", "每个事件留下一点，积累起来，标签页就会崩溃"),
                    text(
                            "an array that takes all events, or a text to which each one is added",
                            "有一个收集所有事件的数组，或者一段不断追加的文本"));
        }
    }

    private CheckFailure failure(Text wanted, Text got, Text why, Text likely) {
        return page.failure(Fault.expected(wanted).received(got).why(why).likely(likely));
    }
}
