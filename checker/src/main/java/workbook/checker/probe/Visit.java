package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import workbook.checker.browser.Page;
import workbook.checker.browser.Page.Deed;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Picture;
import workbook.checker.finding.WireText;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Site;
import workbook.checker.server.Endings;
import workbook.checker.text.Text;

/**
 * A page in a browser, with the scripted server that it talks to.
 *
 * <p>A check of a page reads like this:
 *
 * <pre>{@code
 * Visit visit = probe.page((request, answer) -> {
 *     switch (request.path()) {
 *         case "/events" -> answer.eventStream().write("retry: 200\ndata: one\n\n").hold();
 *         default -> answer.missing();
 *     }
 * });
 * visit.requireBegun();                                   // else the task is not started
 * if (!visit.await("document.querySelector('[data-log]').children.length === 1")) {
 *     throw Fault.expected(…).received(…).why(…).likely(…).on(visit).failure();
 * }
 * }</pre>
 *
 * <ul>
 *   <li>The script gets every request that {@code fetch} or {@code EventSource} makes, on a thread of its own; files of
 *       the page are served before it. {@link Answer} writes what it is told: a head, chunks cut where you cut them, a
 *       clean end, a cut. When the script returns, the answer is ended. When the page leaves, the next write ends the
 *       script. Any other exception is a fault of the check, which is broken then, and the page is not blamed.
 *   <li>{@link #await} waits for an expression of JavaScript, for at most {@link Probe#react()}; an exception in it counts
 *       as not yet. Never wait for nothing to happen: send one more event, wait for that, and look.
 *   <li>What a page would do by a timer, seconds later, it does at once when a check lets that time {@link #pass}.
 *   <li>{@link #requests} waits for requests, and gives their headers and times with all that was answered.
 *   <li>{@link #page()} has the rest: {@code evaluate}, {@code click}, {@code texts}, {@code deeds} (listeners, changes,
 *       console, errors with line and column). {@code recorder.sources} in the page holds every EventSource made.
 *   <li>{@code Fault.on(visit)} shows all of it on one line of time with a picture of the page. If the page threw, that
 *       is the likely cause, in place of yours.
 *   <li>A page that hangs fails the check by itself. A check need not close anything.
 * </ul>
 *
 * <p>The stub of a page calls {@code todo()} of {@code page.js}; a page that still does is not started. Faulty scripts are
 * graded by {@code EditedPage} in the tests.
 */
public final class Visit implements AutoCloseable {

    private final Page page;
    private final Site site;
    private final Duration limit;

    private Visit(Page page, Site site, Duration limit) {
        this.page = page;
        this.site = site;
        this.limit = limit;
    }

    static Visit begin(Page page, Site site, Duration limit) {
        return new Visit(page, site, limit);
    }

    Visit open() {
        page.open(site.uri());
        return this;
    }

    public Page page() {
        return page;
    }

    /** @throws ExerciseNotStarted if the page says that nobody has begun with it */
    public void requireBegun() {
        if (page.evaluate("document.documentElement.hasAttribute('data-todo')").asBoolean()) {
            throw ExerciseNotStarted.page();
        }
    }

    /** Waits until an expression of JavaScript is true. */
    public boolean await(String condition) {
        return page.await(condition, limit);
    }

    /** Waits until the element of a selector has this text, white space around it aside. */
    public boolean awaitText(String selector, String wanted) {
        return await(
                "document.querySelector(" + Page.quoted(selector) + ").textContent.trim() === " + Page.quoted(wanted));
    }

    /**
     * Lets time pass for the timers of the page: what it would do by {@code setTimeout} or {@code setInterval} within so
     * much time, it does at once. Nothing else of the page or the browser goes faster.
     */
    public void pass(Duration time) {
        page.evaluate("recorder.pass(%s)".formatted(time.toMillis()));
    }

    /** How many EventSources the page has made and not closed: each of them gets every event. */
    public int sourcesAlive() {
        return page.evaluate("recorder.sources.filter((source) => source.readyState !== 2).length")
                .asInt();
    }

    /** The text of the first element of a selector, without white space around it; empty if no element matches. */
    public String textOf(String selector) {
        List<String> texts = page.texts(selector);
        return texts.isEmpty() ? "" : texts.getFirst().strip();
    }

    /** Waits until that many requests for a path have come; returns all of them, with what was answered. */
    public List<Answer> requests(String path, int count) {
        return requests(path, count, limit);
    }

    public List<Answer> requests(String path, int count, Duration atMost) {
        return site.await(request -> request.path().equals(path), count, atMost);
    }

    /** Waits until that many suitable requests have come; returns all of them, with what was answered. */
    public List<Answer> requests(Predicate<Request> suits, int count, Duration atMost) {
        return site.await(suits, count, atMost);
    }

    /** Every request for the script so far. */
    public List<Answer> requests() {
        return site.answers();
    }

    /** What the script threw by itself since the last call: a fault of the check, whatever the page made of it. */
    Optional<Throwable> takeFault() {
        return site.takeFault();
    }

    /** What the page wrote to the console, oldest first. */
    public List<String> console() {
        return page.deeds().stream().filter(Deed::console).map(Deed::text).toList();
    }

    /** The first exception that nobody caught, with its line and column; else what the policy of the page forbade. */
    Optional<Text> firstError() {
        List<Deed> deeds = page.deeds();
        return deeds.stream().filter(Deed::error).findFirst().map(Visit::thrown).or(() -> deeds.stream()
                .flatMap(deed -> forbidden(deed).stream())
                .findFirst());
    }

    private static Optional<Text> forbidden(Deed deed) {
        if (ofScript(deed)) {
            return Optional.of(text(
                    "blocked by Content-Security-Policy, which the page has in its head: %s. Only files of this server may run; put the code into app.js",
                    "被页面 head 里的 Content-Security-Policy 拦截：%s。只允许运行本服务器上的文件；请把代码写进 app.js",
                    WireText.escape(deed.text())));
        }
        return deed.kind().equals("blocked") && deed.text().startsWith("connect-src")
                ? Optional.of(text(
                        "blocked by Content-Security-Policy, which the page has in its head: %s. The page may ask the server that it came from, and no other; write the path alone, without a host",
                        "被页面 head 里的 Content-Security-Policy 拦截：%s。页面只能向自己的服务器发出请求；地址只写路径，不要写主机名",
                        WireText.escape(deed.text())))
                : Optional.empty();
    }

    /** A script or eval that the page itself asks for. A handler in injected markup is blocked, too, and is another fault. */
    private static boolean ofScript(Deed deed) {
        return deed.kind().equals("blocked") && deed.text().matches("(?s)script-src(-elem\\b.*|\\s+(wasm-)?eval\\b.*)");
    }

    private static Text thrown(Deed deed) {
        String error = WireText.escape(deed.text());
        return deed.where().isEmpty()
                ? text("the page threw: %s", "页面抛出了异常：%s", error)
                : text("the page threw at %s: %s", "页面在 %s 抛出了异常：%s", deed.where(), error);
    }

    Conversation shown() {
        return new PageLog(site.answers(), page.deeds()).conversation();
    }

    List<Picture> pictures() {
        return page.screenshot().map(png -> new Picture(text("The page at that moment", "当时的页面"), png)).stream()
                .toList();
    }

    static Fault hangs() {
        return Fault.expected(text("the page answers", "页面有响应"))
                .received(text("nothing: its own code holds it", "没有响应：它被自己的代码卡住了"))
                .why(text(
                        "a page has one thread; while your code runs, nothing is drawn and nothing arrives",
                        "页面只有一个线程；你的代码运行时，既不绘制也收不到任何东西"))
                .likely(text(
                        "a loop that waits, or one that never ends; return from it and let the next event call you",
                        "有一个等待的循环，或者永远不结束的循环；应当返回，由下一个事件再来调用你"));
    }

    @Override
    public void close() {
        new Endings().end(page::close).end(site::close).rethrow();
    }
}
