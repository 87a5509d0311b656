package workbook.checker.checks.task2_2;

import static workbook.checker.text.Text.text;

import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** The two buttons of the page of task 2.2. */
final class Buttons {

    private final Probe probe;
    private final EventSourcePage page;
    private final String before;
    private final String after;
    private final String last;

    Buttons(Probe probe, EventSourcePage.Plan... plans) {
        this.probe = probe;
        page = new EventSourcePage(probe, plans);
        before = probe.word();
        after = probe.word();
        last = probe.word();
    }

    void requireDisconnected() {
        Answer stream = page.connection(1);
        stream.write("data: " + before + "\n\n");
        page.awaitItem(before);
        click("[data-disconnect]");
        if (!stream.awaitLeft(probe.react())) {
            throw fault(
                    text("the page closes the connection", "页面关闭连接"),
                    text("it stays open", "连接仍然开着"),
                    text(
                            "close() ends the connection; without it the server writes on",
                            "close() 才会结束连接；不调用它，服务器会一直写下去"),
                    text("only the text is changed; call source.close()", "只改了文字；应当调用 source.close()"));
        }
        if (!page.awaitState("closed")) {
            throw fault(
                    text("[data-status] is \"closed\"", "[data-status] 是 \"closed\""),
                    text("it is \"%s\"", "它是 \"%s\"", page.state()),
                    text("close() sends no event to the page", "调用 close() 不会产生任何事件"),
                    text("show the state after close() yourself", "调用 close() 之后要自己更新状态"));
        }
        requireStaysClosed();
    }

    /** Whoever has pressed Disconnect is not connected again by a timer. */
    private void requireStaysClosed() {
        page.passTime();
        if (page.alive() > 0) {
            throw fault(
                    text("no EventSource until Connect is pressed", "在按“连接”之前没有 EventSource"),
                    text("a new one, made by a timer", "定时器又新建了一个"),
                    text("the button says that nothing more is wanted", "按下按钮就表示不再需要数据"),
                    text(
                            "a timer that connects whenever the stream is closed; the browser comes back by itself after a cut",
                            "定时器一发现流已关闭就重新连接；断线后浏览器本来就会自动重连"));
        }
    }

    /** A second click must not open a second stream. */
    void requireConnectedOnce() {
        click("[data-connect]");
        if (!page.awaitConnection(2)) {
            throw fault(
                    text("a request GET /events when Connect is pressed", "按下“连接”之后有一个 GET /events 请求"),
                    text("none", "没有"),
                    text("a closed EventSource never connects again", "已关闭的 EventSource 不会再连接"),
                    text(
                            "Connect makes no new EventSource, for example because it looks only whether there was one; look at readyState",
                            "按“连接”时没有创建新的 EventSource，例如只判断了变量是否有值；应当看 readyState"));
        }
        page.awaitState("open");
        page.visit().page().click("[data-connect]");
        if (page.alive() > 1) {
            throw fault(
                    text("one EventSource, however often Connect is pressed", "不论按多少次“连接”，都只有一个 EventSource"),
                    text("%d of them are open", "打开了 %d 个", page.alive()),
                    text("each has a connection of its own, and each shows every message", "每个都有自己的连接，每条消息都会各显示一次"),
                    text("Connect makes a new one without a look at the old", "按“连接”时没有看旧的就新建了一个"));
        }
        // A page may close the one it has and make another: the last one made is the one that counts.
        page.connection(page.made()).write("data: " + after + "\n\ndata: " + last + "\n\n");
        page.awaitItem(last);
        long found = page.items().stream().filter(item -> item.contains(after)).count();
        if (found != 1) {
            throw fault(
                    text("the message once", "消息出现一次"),
                    text("%d times", "出现了 %d 次", found),
                    text("after Connect messages go on as before", "重新连接后，消息照常显示"),
                    text(
                            "the new EventSource has no listeners, or the old ones twice",
                            "新的 EventSource 没有监听器，或者监听器加了两遍"));
        }
        requireOpenState();
    }

    /** A refusal closes an EventSource as Disconnect does, and Connect makes another. */
    static void requireConnectedAfterRefusal(Probe probe) {
        new Buttons(probe, EventSourcePage.Plan.NO_CONTENT, EventSourcePage.Plan.STREAM).requireReplaced();
    }

    private void requireReplaced() {
        page.connection(1);
        page.awaitState("closed");
        click("[data-connect]");
        if (!page.awaitConnection(2)) {
            throw fault(
                    text(
                            "a request GET /events when Connect is pressed after a refusal",
                            "被拒绝之后按下“连接”，有一个 GET /events 请求"),
                    text("none", "没有"),
                    text(
                            "the browser has given up by itself, and only the button can begin again",
                            "浏览器已经自己放弃了，只有按钮才能重新开始"),
                    text(
                            "Connect looks whether there is an EventSource, and forgets it at Disconnect only; look at readyState",
                            "按“连接”时只看有没有 EventSource，而只有按“断开”才会清掉它；应当看 readyState"));
        }
    }

    /** A server that is slow to answer is one that a reader wants to be rid of. A page may disable its button meanwhile. */
    static void requireDisconnectedWhileConnecting(Probe probe) {
        new Buttons(probe, EventSourcePage.Plan.GATED).requireGivenUp();
    }

    private void requireGivenUp() {
        page.connection(1);
        if (!page.visit().page().click("[data-disconnect]")) {
            return;
        }
        if (!page.awaitNoneAlive() || !page.awaitState("closed")) {
            throw fault(
                    text(
                            "Disconnect closes an EventSource that is still connecting, and [data-status] is \"closed\"",
                            "EventSource 还在连接时，“断开”也会关闭它，[data-status] 是 \"closed\""),
                    text(
                            "%d alive, and [data-status] is \"%s\"",
                            "还有 %d 个没有关闭，[data-status] 是 \"%s\"", page.alive(), page.state()),
                    text(
                            "one that is connecting is alive, and opens as soon as the server answers",
                            "正在连接的也还活着，服务器一回应它就会打开"),
                    text(
                            "Disconnect looks for OPEN only; call close() whatever the state is, and show it",
                            "按“断开”时只看是不是 OPEN；无论什么状态都应调用 close()，并显示状态"));
        }
    }

    private void requireOpenState() {
        if (!page.awaitState("open")) {
            throw fault(
                    text("[data-status] is \"open\"", "[data-status] 是 \"open\""),
                    text("it is \"%s\"", "它是 \"%s\"", page.state()),
                    text("the new stream is open", "新的流是打开的"),
                    text("the state of the old EventSource is shown", "显示的是旧 EventSource 的状态"));
        }
    }

    private void click(String button) {
        if (!page.visit().page().click(button)) {
            throw fault(
                    text("%s can be pressed", "%s 可以按", button),
                    text("it is disabled, or not there", "它被禁用了，或者不存在"),
                    text("a button that does what the state needs must be enabled", "当前状态需要的按钮必须可用"),
                    text("disabled is set and not taken away again", "设置了 disabled 之后没有取消"));
        }
    }

    private CheckFailure fault(Text wanted, Text got, Text why, Text likely) {
        return Fault.expected(wanted)
                .received(got)
                .why(why)
                .likely(likely)
                .on(page.visit())
                .failure();
    }
}
