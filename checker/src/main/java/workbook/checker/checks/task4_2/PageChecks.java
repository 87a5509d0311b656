package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** The checks of the page of task 4.2: what a person does with it. */
final class PageChecks {

    private static final int SCREENS = 200;

    /** Twice as many as a page keeps: a page that draws each line by itself has enough to do with these. */
    private static final int MANY = 2 * LogPage.KEPT;

    private static final int PORTION = 100;

    /** Longer than a page that connects again by itself waits before it does. */
    private static final Duration OWN_RETRY = Duration.ofSeconds(10);

    /** Holds the timers of the page. Counts what comes, and how many lines are put into the list at a time. */
    private static final String COUNTING =
            """
            (() => {
              recorder.hold();
              window.counted = { came: 0, most: 0 };
              EventTarget.prototype.addEventListener.call(recorder.sources.at(-1), "message", () => { counted.came += 1; });
              new MutationObserver((changes) => {
                const added = changes.reduce((sum, change) => sum + change.addedNodes.length, 0);
                counted.most = Math.max(counted.most, added);
              }).observe(document.querySelector("[data-log]"), { childList: true });
            })()""";

    private PageChecks() {}

    static void requireLines(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", 5));
        page.write(List.of("a new line"));
        page.requireShown(
                page.all(), text("the page reads the stream once, or puts new lines first", "页面只读了一次流，或者把新行放到了最前面"));
        page.write(List.of("a line twice", "a line twice", "a line behind them"));
        page.requireShown(
                page.all(),
                text(
                        "a line that equals the one before is dropped; a program may well write the same twice",
                        "与前一行相同的行被丢掉了；程序完全可能把同样的内容写两遍"));
    }

    /** The browser comes back by itself and brings the last id. A page may do it in its place, but not beside it. */
    static void requireAfterACut(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", 5));
        page.cut();
        page.visit().await("recorder.sources[0].readyState !== 1");
        page.visit().pass(OWN_RETRY);
        if (page.visit().requests("/events", 2).size() < 2) {
            return; // this page comes back when a person lets it resume
        }
        page.write(List.of("after the cut"));
        page.awaitLast("after the cut");
        page.visit().await("recorder.sources.every((source) => source.readyState !== 0)");
        page.write(List.of("and one more"));
        page.requireShown(
                page.all(),
                text(
                        "after a cut the browser connects again by itself, with the last id: leave it to the browser, or close the old EventSource and begin the new one with /events?after=…",
                        "断线之后浏览器会自动重连，并带上最后的 id：交给浏览器就好；要自己重连，就先关闭旧的 EventSource，再用 /events?after=… 建立新的"));
    }

    static void requireText(Probe probe) {
        List<String> lines = List.of(
                "<img src=x onerror=\"document.title='run'\">",
                "<b>bold</b> & <script>document.title='run'</script>",
                "&lt;escaped&gt; ${x} {{y}}",
                "a plain last line");
        Text markup = text(
                "innerHTML reads a line as markup: whoever writes to the log writes your page; use textContent",
                "innerHTML 把日志行当作标记：谁能写日志，谁就能改你的页面；应使用 textContent");
        LogPage page = LogPage.open(probe, List.of("before"));
        page.write(lines);
        page.requireShown(page.all(), markup);
        boolean built = page.visit()
                .page()
                .evaluate("document.querySelector('[data-log] :is(img, b, script)') !== null"
                        + " || document.title === 'run'")
                .asBoolean();
        if (built) {
            throw LogPage.fault(text("markup in a line is shown as text", "日志行里的标记按文本显示"))
                    .received(text("elements made of it", "标记变成了页面元素"))
                    .likely(markup)
                    .on(page.visit())
                    .failure();
        }
    }

    /** Whether the page closes its stream meanwhile, or keeps what comes, is its own affair. */
    static void requirePause(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", 30));
        click(page, "[data-pause]");
        List<String> before = page.all();
        page.write(LogPage.numbered("while paused", 50));
        page.visit().page().await("false", probe.slack());
        if (!page.shown().equals(before)) {
            throw LogPage.fault(text("the same lines as long as the page is paused", "暂停期间，显示的行不变"))
                    .received(text("%d line(s) more", "多了 %d 行", page.shown().size() - before.size()))
                    .likely(text("the button changes its own look only", "按钮只改变了自己的样子"))
                    .on(page.visit())
                    .failure();
        }
        click(page, "[data-resume]");
        Text place = text(
                "a new EventSource knows no id: put the last one into the address, /events?after=…, or keep the stream and what it brings",
                "新的 EventSource 不知道 id：要把最后的 id 写进地址 /events?after=…，或者保留这个流和它带来的内容");
        page.requireShown(page.all(), place);
        page.visit().page().click("[data-resume]"); // of a page that is not paused: disabled, or of no effect
        page.write(List.of("after the pause"));
        page.awaitLast("after the pause");
        page.write(List.of("and one more"));
        page.requireShown(
                page.all(),
                text(
                        "a second click on Resume opens a second stream, which brings every line again: disable the button, or look whether the page is paused",
                        "第二次点击“继续”又打开了一个流，每一行都再来一遍：应当禁用按钮，或者先看页面是否处于暂停"));
        requireUndrawn(page);
    }

    /** What came last before a pause may not be drawn yet: a page puts lines off, and draws several at a time. */
    private static void requireUndrawn(LogPage page) {
        page.visit().page().evaluate(COUNTING);
        page.write(LogPage.numbered("not drawn yet", 3));
        page.visit().await("counted.came >= 3");
        click(page, "[data-pause]");
        page.visit().page().evaluate("recorder.release()");
        click(page, "[data-resume]");
        page.requireShown(
                page.all(),
                text(
                        "what had come and was not drawn yet is thrown away by the pause, though the last id stands behind it: draw it first, or keep it",
                        "暂停时丢弃了已经收到但还没绘制的行，而最后的 id 已经在它们之后：应当先绘制，或者保留"));
    }

    /** After a long pause the place may be gone. Where lines may be missing, a reader must be able to see it. */
    static void requireReset(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", 5));
        List<String> old = page.all();
        List<String> fresh = LogPage.numbered("after the reset", 3);
        page.write(List.of(LogPage.RESET));
        page.write(fresh);
        page.awaitLast(fresh.getLast());
        List<String> got = page.shown();
        int first = got.indexOf(fresh.getFirst());
        boolean emptied = first >= 0 && !got.contains(old.getLast());
        boolean marked = first > 0 && !old.contains(got.get(first - 1));
        if (!emptied && !marked) {
            throw LogPage.fault(text(
                            "after the event reset, a mark in [data-log] before the next line, or a list that was emptied",
                            "收到 reset 事件之后，[data-log] 里下一行之前有一个标记，或者列表已清空"))
                    .received(
                            first < 0
                                    ? text(
                                            "%d line(s), without %s",
                                            "%d 行，缺少 %s", got.size(), ReceivedLog.quoted(fresh.getFirst()))
                                    : text(
                                            "%s right behind %s",
                                            "%s 紧跟在 %s 之后",
                                            ReceivedLog.quoted(fresh.getFirst()),
                                            ReceivedLog.quoted(old.getLast())))
                    .likely(text(
                            "nothing listens to \"reset\": lines that do not follow each other then look as if they did",
                            "没有监听 \"reset\"：并不相连的行看起来就像连着的一样"))
                    .on(page.visit())
                    .failure();
        }
    }

    private static void click(LogPage page, String selector) {
        if (!page.visit().await("!document.querySelector('" + selector + "').disabled")
                || !page.visit().page().click(selector)) {
            throw LogPage.fault(text("a button %s that can be clicked", "可以点击的按钮 %s", selector))
                    .received(text("it is disabled, or not there", "它不可用，或者不存在"))
                    .likely(text("disabled is not set back when the state changes", "状态改变后没有恢复 disabled"))
                    .on(page.visit())
                    .failure();
        }
    }

    static void requireFollow(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", SCREENS));
        requireAtEnd(page);
        page.visit().page().evaluate("document.querySelector('[data-log]').scrollTop = 0");
        page.visit()
                .page()
                .evaluate("(() => { const f = document.querySelector('[data-follow]'); if (f.checked) f.click(); })()");
        page.write(LogPage.numbered("unseen", 20));
        page.requireShown(page.all(), Text.NONE);
        requireStill(page);
        page.visit().page().click("[data-follow]");
        page.write(LogPage.numbered("seen", 20));
        page.requireShown(page.all(), Text.NONE);
        requireAtEnd(page);
        requireScrolling(page);
    }

    /** Nobody reaches for the box: who scrolls up wants to read there, and who returns to the end wants to follow. */
    private static void requireScrolling(LogPage page) {
        scroll(page, "0");
        requireFollows(page, false);
        page.write(LogPage.numbered("while reading", 20));
        page.requireShown(page.all(), Text.NONE);
        requireStill(page);
        scroll(page, "document.querySelector('[data-log]').scrollHeight");
        requireFollows(page, true);
        page.write(LogPage.numbered("back at the end", 20));
        page.requireShown(page.all(), Text.NONE);
        requireAtEnd(page);
    }

    private static void scroll(LogPage page, String place) {
        page.visit().page().evaluate("document.querySelector('[data-log]').scrollTop = " + place);
    }

    private static void requireFollows(LogPage page, boolean wanted) {
        if (!page.visit().await("document.querySelector('[data-follow]').checked === " + wanted)) {
            throw LogPage.fault(
                            wanted
                                    ? text(
                                            "[data-follow] is checked when the reader has scrolled to the end",
                                            "读者滚动到末尾时，[data-follow] 被选中")
                                    : text(
                                            "[data-follow] is not checked when the reader has scrolled up",
                                            "读者向上滚动后，[data-follow] 不再选中"))
                    .received(wanted ? text("it is not checked", "没有选中") : text("it is checked", "仍然选中"))
                    .likely(text(
                            "no listener for the event scroll of [data-log], or it does not compare scrollTop, clientHeight and scrollHeight",
                            "没有监听 [data-log] 的 scroll 事件，或者没有比较 scrollTop、clientHeight 和 scrollHeight"))
                    .on(page.visit())
                    .failure();
        }
    }

    private static void requireStill(LogPage page) {
        if (!page.visit()
                .page()
                .evaluate("document.querySelector('[data-log]').scrollTop < 50")
                .asBoolean()) {
            throw LogPage.fault(
                            text("the place where the reader is, when it does not follow the end", "不跟随最新时，停在读者所在的位置"))
                    .received(text("scrolled away by a new line", "被新的一行滚走了"))
                    .likely(text("[data-follow] is not looked at before scrolling", "滚动之前没有看 [data-follow]"))
                    .on(page.visit())
                    .failure();
        }
    }

    private static void requireAtEnd(LogPage page) {
        if (!page.visit()
                .await("(() => { const l = document.querySelector('[data-log]');"
                        + " return l.scrollHeight - l.scrollTop - l.clientHeight < 30; })()")) {
            throw LogPage.fault(text("the last line in sight, while the reader follows the end", "跟随最新时，能看到最后一行"))
                    .received(text("it is below what can be seen", "最后一行在可见范围之下"))
                    .likely(text(
                            "scrollTop is set before the line is in the page, or not at all",
                            "在这一行进入页面之前就设置了 scrollTop，或者根本没有设置"))
                    .on(page.visit())
                    .failure();
        }
    }

    /** The filter holds for lines that were there, and for lines that come. */
    static void requireFilter(Probe probe) {
        List<String> lines = new ArrayList<>(LogPage.numbered("INFO order", 10));
        lines.addAll(LogPage.numbered("ERROR stock", 3));
        lines.addAll(List.of("WARN disk 112", "WARN disk (1.2)", "WARN disk 1.2"));
        LogPage page = LogPage.open(probe, lines);
        type(page, "stock");
        Text old = text("lines that are there already are not looked at when the filter changes", "筛选条件改变时，没有检查已有的行");
        page.requireShown(matching(page, "stock"), old);
        page.write(List.of("INFO order 11", "ERROR stock 4"));
        page.requireShown(
                matching(page, "stock"), text("a line that comes later is not held against the filter", "后来的行没有经过筛选"));
        type(page, "");
        page.requireShown(
                page.all(),
                text(
                        "what does not match is thrown away instead of hidden, so it does not come back",
                        "不匹配的行被丢弃而不是隐藏，所以再也回不来"));
        requireNoPattern(page);
    }

    private static void requireNoPattern(LogPage page) {
        type(page, "(1.2)");
        page.requireShown(
                matching(page, "(1.2)"),
                text(
                        "the text of the filter is taken for a pattern, in which ( ) and . stand for something else: compare with includes(), or escape them",
                        "筛选的文字被当成了正则表达式，其中 ( ) 和 . 另有含义：用 includes() 比较，或先转义"));
    }

    private static List<String> matching(LogPage page, String text) {
        return page.all().stream().filter(line -> line.contains(text)).toList();
    }

    private static void type(LogPage page, String text) {
        page.visit().page().fill("[data-filter]", text);
    }

    static void requireLimit(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", 5));
        for (List<String> portion : portions(LogPage.numbered("of many", LogPage.KEPT + 500))) {
            page.visit().page().bringToFront(); // one that draws each line has much to do
            page.write(portion);
            if (!page.awaitLast(portion.getLast())) {
                throw LogPage.fault(text("%s as the last line", "最后一行是 %s", ReceivedLog.quoted(portion.getLast())))
                        .received(text("%d line(s)", "%d 行", page.shown().size()))
                        .likely(text("the newest lines are thrown away instead of the oldest", "丢掉的是最新的行，而不是最旧的行"))
                        .on(page.visit())
                        .failure();
            }
        }
        int kept = page.visit()
                .page()
                .evaluate("document.querySelector('[data-log]').children.length")
                .asInt();
        if (kept < LogPage.KEPT) {
            throw LogPage.fault(text("the newest %d lines in the page", "页面里有最新的 %d 行", LogPage.KEPT))
                    .received(text("%d", "%d", kept))
                    .likely(text(
                            "more is removed than is too much: >= where > is due, or several at a time",
                            "移除得太多：该用 > 却写了 >=，或者一次移除了好几行"))
                    .on(page.visit())
                    .failure();
        }
        if (kept > LogPage.KEPT) {
            throw LogPage.fault(text("at most %d lines in the page", "页面里最多 %d 行", LogPage.KEPT))
                    .received(text("%d", "%d", kept))
                    .likely(text(
                            "nothing is ever removed: a tab that is open for a week fills the memory",
                            "从来不移除旧行：开了一星期的标签页会占满内存"))
                    .on(page.visit())
                    .failure();
        }
    }

    /**
     * Lines a few at a time. A browser dispatches all events of one read before it does anything else, and a page may take
     * some milliseconds to draw each.
     */
    private static List<List<String>> portions(List<String> lines) {
        return IntStream.iterate(0, at -> at < lines.size(), at -> at + PORTION)
                .mapToObj(at -> lines.subList(at, Math.min(at + PORTION, lines.size())))
                .toList();
    }

    /** Lines that come while nothing is drawn, as in a tab in the background, whose timers hardly run. */
    static void requireLimitOfWaiting(Probe probe) {
        LogPage page = LogPage.open(probe, LogPage.numbered("line", 5));
        page.visit().page().evaluate(COUNTING);
        int written = 0;
        for (List<String> portion : portions(LogPage.numbered("in the background", MANY))) {
            page.write(portion);
            written += portion.size();
            page.visit().await("counted.came >= " + written);
        }
        page.visit().page().evaluate("recorder.release()");
        page.awaitLast("in the background " + MANY);
        int most = page.visit().page().evaluate("counted.most").asInt();
        if (most > MANY - LogPage.KEPT / 2) {
            throw LogPage.fault(text(
                            "at most %d lines that wait to be drawn, while the timers of the page do not run",
                            "页面的定时器不运行时，最多 %d 行等待绘制", LogPage.KEPT))
                    .received(text("%d lines drawn at once", "一次绘制了 %d 行", most))
                    .likely(text(
                            "what waits to be drawn has no limit: a tab in the background draws seldom, and its memory fills",
                            "等待绘制的行没有上限：后台标签页很少绘制，内存会被占满"))
                    .on(page.visit())
                    .failure();
        }
    }
}
