package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import workbook.checker.browser.Page;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.text.Text;

/** The page of task 4.1 while it is checked, beside a board that the check writes to. */
final class NotificationPage {

    private static final String ITEMS = "[...document.querySelector('[data-list]').children]";
    private static final String SHOWN = ITEMS + ".filter((item) => item.getClientRects().length > 0)";

    private static final String HISTORY_READ =
            "performance.getEntriesByType('resource').some((one) => new URL(one.name).pathname === '/notifications')";

    private static final String HISTORIES_READ =
            "performance.getEntriesByType('resource').filter((one) => new URL(one.name).pathname === '/notifications').length";

    /** So much time of the page's timers passes: a page that connects again by itself has done it by then. */
    private static final Duration TIMERS = Duration.ofSeconds(15);

    private final NoticeBoard board;
    private final Visit visit;

    NotificationPage(Probe probe, NoticeBoard board) {
        this.board = board;
        this.visit = probe.page(board);
        visit.requireBegun();
    }

    /**
     * With nothing to show yet, subscribed, and with the empty history read: a history that came later would put right
     * what a page makes wrong of the stream.
     */
    static NotificationPage open(Probe probe) {
        NotificationPage page = new NotificationPage(probe, new NoticeBoard());
        page.visit.await("document.querySelector('[data-status]').textContent.trim() === 'open'");
        page.visit.await(HISTORY_READ);
        return page;
    }

    NoticeBoard board() {
        return board;
    }

    Visit visit() {
        return visit;
    }

    void requireSubscribed() {
        if (visit.requests("/events", 1).isEmpty()
                || !visit.page().evaluate("recorder.sources.length > 0").asBoolean()) {
            throw Fault.expected(text("an EventSource on /events", "对 /events 建立 EventSource"))
                    .received(text("none", "没有"))
                    .why(text("the page subscribes as soon as it is loaded", "页面一加载就订阅"))
                    .likely(text(
                            "no new EventSource(\"/events\") is reached when the page is loaded",
                            "页面加载时没有执行到 new EventSource(\"/events\")"))
                    .on(visit)
                    .failure();
        }
    }

    /** The browser connects again by itself: a page that does it, too, at once or by a timer, has two streams. */
    void requireOneSource() {
        visit.pass(TIMERS);
        int alive = visit.sourcesAlive();
        if (alive > 1) {
            throw Fault.expected(text("one EventSource after a cut", "断线后只有一个 EventSource"))
                    .received(text("%d of them, and none is closed", "有 %d 个，且都没有关闭", alive))
                    .browser(text("each of them connects again, and each gets every notification", "它们各自重连，每个都会收到全部通知"))
                    .why(text(
                            "one more stream at each cut: after a night with a bad line the server has hundreds for this page",
                            "每断一次就多一个流：线路不好的一夜过后，服务器上会有几百个流属于这个页面"))
                    .likely(text(
                            "new EventSource in the listener for \"error\", at once or by setTimeout; leave that to the browser",
                            "在 \"error\" 的监听器里 new EventSource，无论是立即还是用 setTimeout；应当交给浏览器"))
                    .on(visit)
                    .failure();
        }
    }

    void requireState(String wanted, Text when) {
        if (!visit.awaitText("[data-status]", wanted)) {
            throw Fault.expected(text("%s in [data-status], %s", "%2$s，[data-status] 为 %1$s", same(wanted), when))
                    .received(same(shown(visit.textOf("[data-status]"))))
                    .why(text(
                            "who looks at a quiet page must know whether it is quiet or dead",
                            "页面没有动静时，要让人知道是没有消息，还是连接断了"))
                    .likely(text(
                            "the state is written once only: on open and on error, look at source.readyState again",
                            "状态只写了一次：每次 open 和 error 都要重新看 source.readyState"))
                    .on(visit)
                    .failure();
        }
    }

    /** The page shows these ids from the top down, each once. */
    void requireIds(List<String> newestFirst, Text why, Text likely) {
        String list = ITEMS + ".map((item) => item.dataset.id).join()";
        if (!visit.await(list + " === " + Page.quoted(String.join(",", newestFirst)))) {
            String got = visit.page().evaluate(list).asText();
            throw Fault.expected(text("from the top down: %s", "从上到下：%s", String.join(", ", newestFirst)))
                    .received(got.isEmpty() ? text("an empty list", "空的列表") : same(shown(got.replace(",", ", "))))
                    .why(why)
                    .likely(likely)
                    .on(visit)
                    .failure();
        }
    }

    /** Whether no item comes whose id begins so. */
    boolean showsNone(String begin) {
        return !visit.await(ITEMS + ".some((item) => (item.dataset.id ?? '').startsWith(" + Page.quoted(begin) + "))");
    }

    /** Waits until the list has an item with this id. */
    boolean awaitItem(String id) {
        return visit.await(ITEMS + ".some((item) => item.dataset.id === " + Page.quoted(id) + ")");
    }

    /** Waits until the history has been asked for so often. */
    void awaitHistoriesAsked(int times) {
        visit.requests("/notifications", times);
    }

    /** Waits until the page has so many answers with the history, less those that it gave up itself. */
    void awaitHistoriesRead(int times) {
        long givenUp = visit.requests("/notifications", times).stream()
                .filter(asked -> asked.left().isPresent())
                .count();
        visit.await(HISTORIES_READ + " >= " + (times - givenUp));
    }

    /** The button of this filter is the only one that is lit. */
    void requireLit(String filter) {
        String lit = "[...document.querySelectorAll('[data-filter][aria-pressed=true]')]"
                + ".map((button) => button.dataset.filter).join()";
        if (!visit.await(lit + " === " + Page.quoted(filter))) {
            throw Fault.expected(text(
                            "aria-pressed=\"true\" at the button \"%s\" and at no other",
                            "只有按钮 \"%s\" 的 aria-pressed 为 \"true\"", filter))
                    .received(text(
                            "at: %s",
                            "为 \"true\" 的是：%s", shown(visit.page().evaluate(lit).asText())))
                    .why(text(
                            "who sees \"All\" lit above a short list takes it for the whole",
                            "亮着的是“全部”，列表却很短，看的人会以为这就是全部"))
                    .likely(text(
                            "a click changes what is shown, and not which button is pressed",
                            "点击只改变了显示的内容，没有改变哪个按钮处于按下状态"))
                    .on(visit)
                    .failure();
        }
    }

    /** The page shows all that the board has, or only the newest of it: no more than the history holds. */
    void requireAllOrLast(int newest, Text why, Text likely) {
        List<String> all = board.ids().reversed();
        String list = ITEMS + ".map((item) => item.dataset.id).join()";
        if (!visit.await("[" + Page.quoted(String.join(",", all)) + ", "
                + Page.quoted(String.join(",", all.subList(0, newest))) + "].includes(" + list + ")")) {
            requireIds(all, why, likely);
        }
    }

    /** The page shows all that the board has. */
    void requireAll(Text why, Text likely) {
        requireIds(board.ids().reversed(), why, likely);
    }

    /** The items that a person can see, from the top down. */
    void requireShown(List<String> newestFirst, Text after) {
        requireShown(
                newestFirst,
                after,
                text(
                        "the filter is applied on the click alone, or its items are not hidden but lost",
                        "只在点击时筛选了一次，或者没有隐藏而是丢掉了"));
    }

    void requireShown(List<String> newestFirst, Text after, Text likely) {
        String list = SHOWN + ".map((item) => item.dataset.id).join()";
        if (!visit.await(list + " === " + Page.quoted(String.join(",", newestFirst)))) {
            throw Fault.expected(text("visible, %s: %s", "%s，可见的是：%s", after, String.join(", ", newestFirst)))
                    .received(same(shown(visit.page().evaluate(list).asText())))
                    .why(text("a filter holds for what is there and for what comes", "筛选对已有的和新来的都有效"))
                    .likely(likely)
                    .on(visit)
                    .failure();
        }
    }

    /** An item says what it is by level and by word, and has title and text of the notification. */
    void requireItem(String id, Note note, String word) {
        JsonNode got = visit.page()
                .evaluate("((item) => ({level: item.dataset.level ?? '', words: item.innerText,"
                        + " title: item.querySelector('[data-title]')?.textContent ?? '',"
                        + " text: item.querySelector('[data-text]')?.textContent ?? ''}))("
                        + ITEMS + ".find((item) => item.dataset.id === " + Page.quoted(id) + "))");
        requireSame("data-level", note.level(), got.path("level").asText());
        requireSame("[data-title]", note.title(), got.path("title").asText());
        requireSame("[data-text]", note.text(), got.path("text").asText());
        if (!got.path("words").asText().contains(word)) {
            throw Fault.expected(text("the word \"%s\" in the item", "这一项里有 \"%s\" 字样", word))
                    .received(same(shown(got.path("words").asText())))
                    .why(text(
                            "one man in twelve cannot tell red from green: a level needs a word, too",
                            "十二个男性里就有一个分不清红绿：级别还要用文字说出来"))
                    .likely(text("the template of the level was not used", "没有使用该级别的模板"))
                    .on(visit)
                    .failure();
        }
    }

    private void requireSame(String hook, String wanted, String got) {
        if (!got.equals(wanted)) {
            throw Fault.expected(same(hook + ": " + shown(wanted)))
                    .received(same(hook + ": " + shown(got)))
                    .why(text("the item shows the notification as it was posted", "每一项按原样显示通知"))
                    .likely(
                            hook.equals("data-level")
                                    ? text("the level is not looked at: choose the template by it", "没有看级别：要按它选择模板")
                                    : text(
                                            "textContent of the hook is not set to the field",
                                            "没有把该字段写入钩子的 textContent"))
                    .on(visit)
                    .failure();
        }
    }

    /** The number of those unread, in the page and in the title of its tab. */
    void requireUnread(int wanted, Text after) {
        requireUnread(
                wanted,
                after,
                text(
                        "one of the two is not brought up to date when something arrives or is read",
                        "来了新的或标为已读时，两处中有一处没有更新"));
    }

    void requireUnread(int wanted, Text after, Text likely) {
        String title = "(document.title.match(/\\(\\d+\\)/g) ?? []).join() === '"
                + (wanted == 0 ? "" : "(" + wanted + ")") + "'";
        if (!visit.awaitText("[data-count]", String.valueOf(wanted)) || !visit.await(title)) {
            throw Fault.expected(
                            wanted == 0
                                    ? text(
                                            "0 in [data-count] and no number in the title, %s",
                                            "%s，[data-count] 为 0，标题里没有数字", after)
                                    : text(
                                            "%d in [data-count] and (%1$d) in the title, %s",
                                            "%2$s，[data-count] 为 %1$d，标题里有 (%1$d)", wanted, after))
                    .received(text(
                            "%s, and the title \"%s\"",
                            "%s，标题是 \"%s\"",
                            shown(visit.textOf("[data-count]")),
                            shown(visit.page().evaluate("document.title").asText())))
                    .why(text(
                            "the page mostly lies behind others: only its title can be seen there",
                            "这个页面大多时候在别的标签页后面：那时只看得到标题"))
                    .likely(likely)
                    .on(visit)
                    .failure();
        }
    }

    CheckFailure fault(Text wanted, Text got, Text why, Text likely) {
        return Fault.expected(wanted)
                .received(got)
                .why(why)
                .likely(likely)
                .on(visit)
                .failure();
    }

    static String shown(String text) {
        return NotificationContent.shown(text);
    }
}
