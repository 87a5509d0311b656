package workbook.checker.checks.task2_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** What the page of task 2.2 says of its connection, and what it does when that is cut or refused. */
final class ConnectionStates {

    /** A page that connects again without a timer does so at once. */
    private static final Duration WATCHED = Duration.ofMillis(500);

    private final EventSourcePage page;
    private final String before;
    private final String after;
    private final String last;

    ConnectionStates(Probe probe, EventSourcePage.Plan... plans) {
        page = new EventSourcePage(probe, plans);
        before = probe.word();
        after = probe.word();
        last = probe.word();
    }

    void requireConnecting() {
        page.connection(1);
        if (!page.awaitState("connecting")) {
            throw wrong(
                    "connecting",
                    text(
                            "an EventSource is open when the headers have come, not before: here they have not",
                            "收到响应头之后 EventSource 才是 open；这里还没有收到"),
                    text(
                            "the state is not shown after new EventSource, or open is written without waiting for the event",
                            "new EventSource 之后没有显示状态，或者没等事件就写了 open"));
        }
    }

    void requireOpen() {
        page.openGate();
        if (!page.awaitState("open")) {
            throw wrong(
                    "open",
                    text(
                            "the event open comes with the headers; the first message may be hours away",
                            "open 事件随响应头到来；第一条消息也许几小时后才有"),
                    text(
                            "no listener for \"open\", or the state is shown with the first message only",
                            "没有监听 \"open\"，或者收到第一条消息才显示状态"));
        }
    }

    /** One message, then the end of the stream. */
    void cut() {
        page.connection(1).write("data: " + before + "\n\n");
        page.awaitItem(before);
        page.connection(1).end();
    }

    /** The end of the stream, before any message. */
    void cutWhenOpen() {
        page.connection(1);
        page.awaitState("open");
        page.connection(1).end();
    }

    void requireReconnecting() {
        page.connection(2);
        if (!page.awaitState("connecting")) {
            throw wrong(
                    "connecting",
                    text(
                            "after a cut the browser connects again by itself; until then readyState is 0",
                            "断线后浏览器会自动重连；在此之前 readyState 是 0"),
                    text(
                            "the listener for \"error\" is missing, or writes closed without a look at readyState",
                            "没有监听 \"error\"，或者没看 readyState 就写了 closed"));
        }
    }

    /** The browser is still connecting again meanwhile, so whatever the page makes now is a second one. */
    void requireNothingDoubled() {
        page.passTime();
        requireOne(
                text("one EventSource", "一个 EventSource"),
                text(
                        "the browser connects the old one again by itself; with a second one every message comes twice",
                        "浏览器会自动重连原来的那个；再来一个，每条消息就会收到两次"),
                text(
                        "new EventSource in the listener for \"error\", at once or by setTimeout; leave that to the browser",
                        "在 \"error\" 的监听器里 new EventSource，无论是立即还是用 setTimeout；应当交给浏览器"));
        requireNoneBesideOneThatConnects();
        page.openGate();
        if (!page.awaitState("open")) {
            throw wrong(
                    "open",
                    text("the stream is back, and the browser has fired open again", "流已恢复，浏览器又触发了一次 open"),
                    text(
                            "the listener for \"open\" is used once only, or the state is shown by the first connection only",
                            "\"open\" 的监听器只用了一次，或者只在第一次连接时显示状态"));
        }
        page.latest().write("data: " + after + "\n\ndata: " + last + "\n\n");
        page.awaitItem(last);
        List<String> items = page.items();
        long found = items.stream().filter(item -> item.contains(after)).count();
        if (found != 1 || items.size() != 3) {
            throw doubled(found, items.size());
        }
    }

    /** One that is connecting is alive, too. A page may disable its button meanwhile, or replace the old one. */
    private void requireNoneBesideOneThatConnects() {
        page.visit().page().click("[data-connect]");
        requireOne(
                text(
                        "one EventSource, though Connect is pressed while it is connecting",
                        "正在连接时按下“连接”，也只有一个 EventSource"),
                text("both will be open in the end, and every message comes twice", "最后两个都会打开，每条消息就会收到两次"),
                text(
                        "Connect looks for OPEN only; one that is CONNECTING is alive, too: look for CLOSED",
                        "按“连接”时只看是不是 OPEN；CONNECTING 的也还活着：应当看是不是 CLOSED"));
    }

    private void requireOne(Text wanted, Text why, Text likely) {
        if (page.alive() > 1) {
            throw Fault.expected(wanted)
                    .received(text("%d of them, and none is closed", "有 %d 个，且都没有关闭", page.alive()))
                    .why(why)
                    .likely(likely)
                    .on(page.visit())
                    .failure();
        }
    }

    private CheckFailure doubled(long found, int items) {
        return Fault.expected(text("3 items, each message once", "3 项，每条消息一次"))
                .received(text("%d items, the message after the cut %d times", "%d 项，断线后的那条消息有 %d 次", items, found))
                .why(text("an EventSource keeps its listeners when it connects again", "重连后，EventSource 上的监听器仍然在"))
                .likely(
                        found > 1
                                ? text(
                                        "listeners are added in the listener for \"open\" or \"error\", which is called at each connection",
                                        "在 \"open\" 或 \"error\" 的监听器里又添加了监听器，而它每次连接都会被调用")
                                : text("the log is emptied at each connection", "每次连接都清空了日志"))
                .on(page.visit())
                .failure();
    }

    void requireClosed(String answer) {
        if (!page.awaitState("closed")) {
            throw wrong(
                    "closed",
                    text("%s: the browser gives up for good, with readyState 2", "%s：浏览器彻底放弃，readyState 为 2", answer),
                    text(
                            "the listener for \"error\" always writes connecting; readyState tells the two apart",
                            "\"error\" 的监听器总是写 connecting；用 readyState 才能区分这两种情况"));
        }
    }

    /**
     * The page asks nothing again, neither at once nor by a timer.
     *
     * @param asked how many requests there were, the refused one included
     */
    void requireNoMoreRequests(int asked, String refusal) {
        page.passTime();
        List<Answer> all = page.visit().requests("/events", asked + 1, WATCHED);
        if (all.size() > asked) {
            throw Fault.expected(text("no request after the answer %s", "收到 %s 之后不再有请求", refusal))
                    .received(text("one more GET /events", "又来了一个 GET /events"))
                    .why(text(
                            "after a refusal the browser never comes back, and the page must not either",
                            "被拒绝后浏览器不会再连接，页面也不应再连接"))
                    .likely(text(
                            "a new EventSource is made when the old one is closed, at once or by a timer; only its button may do that",
                            "旧的关闭后又 new 了一个 EventSource，无论是立即还是用定时器；只有按钮才可以这样做"))
                    .on(page.visit())
                    .failure();
        }
    }

    private CheckFailure wrong(String wanted, Text why, Text likely) {
        String state = page.state();
        return Fault.expected(text("[data-status] is \"%s\"", "[data-status] 是 \"%s\"", wanted))
                .received(
                        state.isEmpty()
                                ? text("it is empty", "它是空的")
                                : text("it is \"%s\"", "它是 \"%s\"", WireText.escape(state)))
                .why(why)
                .likely(
                        state.matches("[012]")
                                ? text(
                                        "the number of readyState is shown, not its word: 0 is connecting, 1 open, 2 closed",
                                        "显示的是 readyState 的数字而不是单词：0 是 connecting，1 是 open，2 是 closed")
                                : likely)
                .on(page.visit())
                .failure();
    }
}
