package workbook.checker.checks.task2_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import workbook.checker.browser.Page;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** The page of task 2.2 while it is checked. Its connections are answered by a plan, and written by the check. */
final class EventSourcePage {

    /** How a connection is answered. */
    enum Plan {
        /** Headers at once; the check writes what follows. */
        STREAM,
        /** Headers when the check opens the gate; the check writes what follows. */
        GATED,
        NO_CONTENT,
        WRONG_TYPE
    }

    private static final String PATH = "/events";

    /** A page that connects by itself does so as soon as its script runs; another waits for the button. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(1);

    /** Longer than any page waits before it connects again by itself. */
    private static final Duration TIMERS = Duration.ofSeconds(15);

    private final Visit visit;
    private final boolean byItself;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    /** @param plans for the first connection, the second, and so on; the last for all that follow */
    EventSourcePage(Probe probe, Plan... plans) {
        this(probe, probe.stretch(BY_ITSELF), plans);
    }

    /** A page that has as long as any other answer to connect by itself. */
    static EventSourcePage loaded(Probe probe) {
        return new EventSourcePage(probe, probe.react());
    }

    private EventSourcePage(Probe probe, Duration patience, Plan... plans) {
        visit = probe.page((request, answer) -> {
            if (request.path().equals(PATH)) {
                int number = connections.getAndIncrement();
                answer(plans.length == 0 ? Plan.STREAM : plans[Math.min(number, plans.length - 1)], answer);
            } else {
                answer.missing();
            }
        });
        visit.requireBegun();
        byItself = !visit.requests(PATH, 1, patience).isEmpty();
        if (!byItself) {
            visit.page().click("[data-connect]");
        }
    }

    /** The page connects when it is loaded, and does not wait for its button. */
    void requireByItself() {
        connection(1);
        if (!byItself) {
            throw Fault.expected(text("a request GET /events when the page is loaded", "页面加载时就有 GET /events 请求"))
                    .received(text("none until Connect was pressed", "按下“连接”之前没有请求"))
                    .why(text("a page that is opened shows what comes, without a click", "打开页面就应当显示到来的消息，不需要点击"))
                    .likely(text(
                            "only the listener of the button connects; connect when the page is loaded, too, at the end of app.js",
                            "只有按钮的监听器才建立连接；页面加载时也要连接，写在 app.js 的末尾"))
                    .on(visit)
                    .failure();
        }
    }

    private void answer(Plan plan, Answer answer) throws InterruptedException {
        switch (plan) {
            case STREAM -> answer.eventStream().write("retry: 200\n\n").hold();
            case GATED -> {
                gate.await();
                answer.eventStream().hold();
            }
            case NO_CONTENT -> answer.whole("204 No Content", "", "");
            case WRONG_TYPE -> answer.whole("200 OK", "text/html", "data: this is no event stream\n\n");
        }
    }

    void openGate() {
        gate.countDown();
    }

    Visit visit() {
        return visit;
    }

    /** The connection of this number, which is open or was. */
    Answer connection(int number) {
        List<Answer> found = visit.requests(PATH, number);
        if (found.size() < number) {
            throw notConnected(number);
        }
        if (!visit.page().evaluate("recorder.sources.length > 0").asBoolean()) {
            throw withoutEventSource(found.getFirst());
        }
        return found.get(number - 1);
    }

    /** Whether a connection of this number comes. */
    boolean awaitConnection(int number) {
        return visit.requests(PATH, number).size() >= number;
    }

    /** The page does now what it would do by a timer, for example to connect again by itself. */
    void passTime() {
        visit.pass(TIMERS);
    }

    /** The connection that came last. */
    Answer latest() {
        return connection(connections.get());
    }

    /** How many EventSources the page has made. */
    int made() {
        return visit.page().evaluate("recorder.sources.length").asInt();
    }

    /** How many of the page's EventSources are not closed. */
    int alive() {
        return visit.sourcesAlive();
    }

    /** Waits until every EventSource of the page is closed; false if one stays alive. */
    boolean awaitNoneAlive() {
        return visit.await("recorder.sources.every((source) => source.readyState === 2)");
    }

    /** Waits until the log has an item with this text; false if none comes. */
    boolean awaitItem(String text) {
        return visit.await("[...document.querySelector('[data-log]').children]"
                + ".some((item) => item.textContent.includes("
                + Page.quoted(text) + "))");
    }

    List<String> items() {
        return visit.page().texts("[data-log] > *");
    }

    boolean awaitState(String word) {
        return visit.await(
                "document.querySelector('[data-status]').textContent.trim().toLowerCase() === '" + word + "'");
    }

    String state() {
        return visit.textOf("[data-status]");
    }

    private CheckFailure notConnected(int number) {
        return Fault.expected(
                        number == 1
                                ? text("a request GET /events", "一个 GET /events 请求")
                                : text("request %d for GET /events", "第 %d 个 GET /events 请求", number))
                .received(requests())
                .why(
                        number == 1
                                ? text("an EventSource connects when it is made", "EventSource 一创建就会建立连接")
                                : text("a browser connects again when a stream has ended", "流结束后，浏览器会重新连接"))
                .likely(
                        number == 1
                                ? text(
                                        "new EventSource(\"/events\") is not reached when the page is loaded, or has another path",
                                        "页面加载时没有执行到 new EventSource(\"/events\")，或者路径不对")
                                : text(
                                        "close() is called on every error, so the browser has given up",
                                        "每次 error 都调用了 close()，浏览器就不再重连了"))
                .on(visit)
                .failure();
    }

    private CheckFailure withoutEventSource(Answer answer) {
        return Fault.expected(text("the request comes from an EventSource", "请求由 EventSource 发出"))
                .received(same("Accept: "
                        + WireText.escape(answer.request().header("accept").orElse("-"))))
                .why(text("EventSource reads the stream, and connects again by itself", "EventSource 会读取流，并自动重连"))
                .likely(text(
                        "fetch or XMLHttpRequest was used; reading a stream with them is task 5.2",
                        "用了 fetch 或 XMLHttpRequest；用它们读流是任务 5.2 的内容"))
                .on(visit)
                .failure();
    }

    private Text requests() {
        List<Answer> all = visit.requests();
        return all.isEmpty()
                ? text("no request at all", "没有任何请求")
                : same(all.stream()
                        .map(answer -> WireText.escape(answer.request().line()))
                        .collect(Collectors.joining(", ")));
    }
}
