package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.browser.Page;
import workbook.checker.probe.JsonRequest;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** What the page of task 4.1 must do. */
final class PageChecks {

    private static final Note SUCCESS = new Note("success", "Backup finished", "12 GB in 3 minutes");
    private static final Note WARNING = new Note("warning", "Disk almost full", "5% left");
    private static final Note ERROR = new Note("error", "Payments are down", "");

    private static final Text ONCE =
            text("history and stream together are everything, each notification once", "历史加上流就是全部，每条通知只出现一次");

    private static final Text TWICE = text(
            "the form adds what it sent, and the stream brings it again: leave it to the stream",
            "表单把发送的内容直接加进了列表，流又送来一遍：交给流就好");

    private static final Text KNOWN =
            text("what the replay brings is in the history, too: know it by its id", "重放送来的，历史里也有：按 id 去重");

    /** How long the board waits whether the page asks for the history before its stream is open. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    /** How often the form is filled, if the page empties it in between. */
    private static final int TIMES = 3;

    /** Whether the form was still filled, and has been submitted. */
    private static final String SUBMITTED =
            """
            ((wanted, { level, title, text }, button) => {
              const filled = [level, title, text].every((field, n) => field.value === wanted[n]);
              if (filled) {
                button.click();
              }
              return filled;
            })""";

    private static final String FORM =
            "document.querySelector('[data-form]').elements, document.querySelector('[data-form] [type=submit]')";

    private PageChecks() {}

    static void subscribes(Probe probe) {
        NotificationPage page = new NotificationPage(probe, new NoticeBoard());
        page.requireSubscribed();
        page.requireState("open", text("when the headers have come", "收到响应头之后"));
        page.board().cut();
        page.requireState("connecting", text("when the line was cut", "连接被切断之后"));
        page.requireOneSource();
        page.board().let();
        page.requireState("open", text("when it is connected again", "重新连上之后"));
        page.board().close();
        page.board().cut();
        page.board().let();
        page.requireState("closed", text("when the server has answered 204", "服务器返回 204 之后"));
    }

    static void newestFirst(Probe probe) {
        NotificationPage page = NotificationPage.open(probe);
        List.of(SUCCESS, WARNING, ERROR).forEach(page.board()::post);
        page.requireAll(
                text("what is new stands on top", "最新的在最上面"),
                text("append() puts it at the end, prepend() on top", "append() 加在末尾，prepend() 才加在最前"));
        page.board().post(ERROR);
        page.requireAll(
                text("the same words twice, with two ids, are two notifications", "内容相同而 id 不同，就是两条通知"),
                text(
                        "what equals the one before is dropped: only the id says what is the same",
                        "与前一条内容相同的被丢掉了：是否同一条只看 id"));
        List<String> ids = page.board().ids();
        page.requireItem(ids.get(0), SUCCESS, "Success");
        page.requireItem(ids.get(1), WARNING, "Warning");
        page.requireItem(ids.get(2), ERROR, "Error");
    }

    static void unread(Probe probe) {
        NotificationPage page = NotificationPage.open(probe);
        List.of(SUCCESS, WARNING, ERROR).forEach(page.board()::post);
        page.requireUnread(3, text("after three notifications", "来了三条通知之后"));
        page.visit().page().click("[data-read]");
        page.requireUnread(0, text("after a click on [data-read]", "点击 [data-read] 之后"));
        page.board().post(WARNING);
        page.visit().await("['1', '4'].includes(document.querySelector('[data-count]').textContent.trim())");
        page.requireUnread(
                1,
                text("after one more", "又来一条之后"),
                page.visit().textOf("[data-count]").equals("4")
                        ? text(
                                "the button sets the number alone, and the items stay unread: mark each of them, and count those that are not",
                                "按钮只改了数字，各项仍是未读：应当逐项标记，再数未读的")
                        : text(
                                "one of the two is not brought up to date when something arrives or is read",
                                "来了新的或标为已读时，两处中有一处没有更新"));
    }

    static void oneLevel(Probe probe) {
        NotificationPage page = NotificationPage.open(probe);
        List.of(SUCCESS, WARNING, ERROR).forEach(page.board()::post);
        page.requireUnread(3, text("after three notifications", "来了三条通知之后"));
        page.visit().page().click("[data-filter='error']");
        page.requireLit("error");
        List<String> ids = page.board().ids();
        page.requireShown(List.of(ids.get(2)), text("with the filter \"error\"", "筛选 \"error\" 时"));
        List.of(WARNING, ERROR).forEach(page.board()::post);
        page.requireUnread(5, text("after five, filtered or not", "来了五条之后，无论是否筛选"));
        ids = page.board().ids();
        page.requireShown(List.of(ids.get(4), ids.get(2)), text("when two more have come", "又来两条之后"));
        page.visit().page().click("[data-read]");
        page.requireUnread(
                0,
                text("after a click on [data-read] with the filter \"error\"", "筛选 \"error\" 时点击 [data-read] 之后"),
                text("only those that the filter shows are marked; the button marks all", "只标记了筛选后显示的那些；这个按钮要标记全部"));
        page.visit().page().click("[data-filter='all']");
        page.requireLit("all");
        page.requireShown(ids.reversed(), text("with the filter \"all\"", "筛选 \"all\" 时"));
    }

    /** No event has come, so the browser has no id to bring, and what the page missed comes with the history only. */
    static void oneLevelOfTheHistory(Probe probe) {
        NotificationPage page = new NotificationPage(probe, new NoticeBoard().past("first"));
        page.awaitItem(page.board().ids().getLast());
        page.visit().page().click("[data-filter='error']");
        page.board().cut();
        List.of(WARNING, ERROR).forEach(page.board()::post);
        page.board().let();
        String newest = page.board().ids().getLast();
        if (!page.awaitItem(newest)) {
            return; // whether the history is read again is looked at in the checks of the history
        }
        page.requireShown(
                List.of(newest),
                text("with the filter \"error\", when the history has brought two more", "筛选 \"error\"，历史又带来两条之后"),
                text(
                        "an item is held against the filter when it comes over the stream, and not when it comes with the history: do it where all items are made",
                        "从流来的项经过了筛选，从历史来的没有：应当在生成每一项的地方统一筛选"));
    }

    static void sends(Probe probe) {
        NotificationPage page = NotificationPage.open(probe);
        submit(page, WARNING);
        requirePosted(page, WARNING);
        String reason = "title: got one that is in the list already, want another";
        page.board().refuse(reason); // a page may look itself at what is plainly no note, and send nothing
        submit(page, WARNING);
        if (!page.visit()
                .await("document.querySelector('[data-error]').textContent.includes(" + Page.quoted(reason) + ")")) {
            throw page.fault(
                    text("in [data-error]: %s", "[data-error] 里有：%s", reason),
                    page.visit().textOf("[data-error]").isEmpty()
                            ? text("nothing", "什么都没有")
                            : same(NotificationPage.shown(page.visit().textOf("[data-error]"))),
                    text("a refusal that nobody sees is a notification that nobody sent", "没人看到的拒绝，等于没人发出的通知"),
                    text(
                            "fetch does not throw for status 400: look at answer.ok, and show \"error\" of the body",
                            "状态码 400 时 fetch 不会抛异常：检查 answer.ok，显示响应体里的 \"error\""));
        }
        requireForgotten(page);
        page.board().post(ERROR); // when it is there, the answer to the form has long been read
        page.requireAll(ONCE, TWICE);
    }

    /** The next one is accepted, and has come back over the stream, so the board has it. */
    private static void requireForgotten(NotificationPage page) {
        submit(page, SUCCESS);
        page.visit().await("document.querySelector('[data-list]').children.length > 1");
        if (!page.visit().awaitText("[data-error]", "")) {
            throw page.fault(
                    text("nothing in [data-error], once the form is sent again", "再次提交表单之后，[data-error] 里什么都没有"),
                    same(NotificationPage.shown(page.visit().textOf("[data-error]"))),
                    text("an old error below a new form says that the new one was refused", "旧的错误留在那里，就像新的提交也被拒绝了"),
                    text(
                            "[data-error] is never emptied: do it when the form is sent",
                            "从来没有清空 [data-error]：应当在提交表单时清空"));
        }
    }

    /**
     * A page may disable its button until there is a title, or until the answer to the note before has come; and it may
     * empty its form with that answer, late.
     */
    private static void submit(NotificationPage page, Note note) {
        boolean submitted = false;
        for (int times = 0; times < TIMES && !submitted; times++) {
            page.visit().page().fill("[data-form] [name=level]", note.level());
            page.visit().page().fill("[data-form] [name=title]", note.title());
            page.visit().page().fill("[data-form] [name=text]", note.text());
            page.visit().await("!document.querySelector('[data-form] [type=submit]').disabled");
            String wanted = Stream.of(note.level(), note.title(), note.text())
                    .map(Page::quoted)
                    .collect(Collectors.joining(", ", "[", "]"));
            submitted = page.visit()
                    .page()
                    .evaluate(SUBMITTED + "(" + wanted + ", " + FORM + ")")
                    .asBoolean();
        }
    }

    private static void requirePosted(NotificationPage page, Note note) {
        page.visit().await("document.querySelector('[data-list]').children.length > 0");
        List<String> posts = page.board().posts();
        if (posts.size() != 1
                || !NotificationContent.json(posts.getFirst())
                        .filter(note.json()::equals)
                        .isPresent()) {
            throw page.fault(
                    text("one POST /notifications with %s", "一个 POST /notifications，内容为 %s", note.json()),
                    posts.isEmpty()
                            ? text("no POST", "没有 POST")
                            : same(NotificationPage.shown(String.join(" · ", posts))),
                    text("the form sends what was put in, as JSON", "表单把填写的内容作为 JSON 发送"),
                    text(
                            "no listener for submit, or the body is a form instead of JSON.stringify(…)",
                            "没有监听 submit，或者请求体是表单格式而不是 JSON.stringify(…)"));
        }
        page.visit().requests().stream()
                .filter(asked -> asked.request().method().equals("POST"))
                .forEach(post -> JsonRequest.require(page.visit(), post));
    }

    static void markup(Probe probe) {
        Note hostile = new Note(
                "error",
                "<img src=x onerror=\"document.title='ran'\">",
                "<b>bold</b> & <a href=\"javascript:alert(1)\">here</a> &lt;i&gt;");
        NotificationPage page = new NotificationPage(probe, new NoticeBoard().past("x"));
        page.visit().await("document.querySelector('[data-list]').children.length === 1");
        page.board().post(hostile);
        page.visit().await("document.querySelector('[data-list]').children.length === 2");
        String made =
                "[...document.querySelectorAll('[data-list] :is(img, b, a, i)')].map((e) => e.outerHTML).join(' ')";
        String got = page.visit().page().evaluate(made).asText();
        if (!got.isEmpty()) {
            throw page.fault(
                    text("no element in the list that came out of a text", "列表里没有由文本变成的元素"),
                    same(NotificationPage.shown(got)),
                    text("whoever may post could run code in the page of every admin", "谁能发通知，谁就能在每个管理员的页面里运行代码"),
                    text(
                            "innerHTML or insertAdjacentHTML; use textContent",
                            "用了 innerHTML 或 insertAdjacentHTML；应用 textContent"));
        }
        page.requireItem(page.board().ids().getLast(), hostile, "Error");
    }

    static void loadedWhole(Probe probe) {
        NoticeBoard board = new NoticeBoard().past("first").past("second").busyWhileLoading(PATIENCE, WARNING, ERROR);
        NotificationPage page = new NotificationPage(probe, board);
        page.requireIds(
                List.of("n-4", "n-3", "p-2", "p-1"), // two that it had, two that came meanwhile
                ONCE,
                page.showsNone("p-")
                        ? text(
                                "the history is not asked for, or nothing of it is shown: its body comes by await answer.json()",
                                "没有请求历史，或者历史一条也没有显示：要用 await answer.json() 取得响应体")
                        : text(
                                "the history is asked for before the stream is open, so what comes in between is lost; or what comes by both is not known by its id",
                                "流还没打开就请求了历史，中间来的就丢了；或者两边都来的没有按 id 去重"));
        page.requireUnread(
                4,
                text("after two of the history and two more", "历史里两条，又来两条之后"),
                text("what comes by both is counted twice: know it by its id", "两边都来的数了两遍：按 id 去重"));
    }

    /** What the history brought comes over the stream, too, and later. */
    static void knownWhenItComesAgain(Probe probe) {
        NotificationPage page =
                new NotificationPage(probe, new NoticeBoard().past("first").lateOnTheStream(WARNING));
        page.awaitHistoriesRead(1); // the board has the second one only since it was asked
        page.requireAll(ONCE, text("GET /notifications is not asked, or not shown", "没有请求 GET /notifications，或没有显示"));
        page.board().deliver();
        page.board().post(ERROR);
        page.requireAll(
                ONCE,
                text(
                        "an event is added though its id is in the list already: the history may be quicker than the stream",
                        "事件的 id 已经在列表里，却又加了一次：历史可能比流先到"));
    }

    static void wholeAgain(Probe probe) {
        NotificationPage page = new NotificationPage(probe, new NoticeBoard().past("first"));
        page.requireAll(ONCE, text("GET /notifications is not asked, or not shown", "没有请求 GET /notifications，或没有显示"));
        page.board().cut();
        page.board().post(WARNING);
        page.board().let();
        page.requireAll(
                ONCE,
                text(
                        "no event had come, so the browser had no id to bring: ask for the history each time the stream opens",
                        "在此之前没有来过事件，浏览器没有 id 可带：每次打开流都要请求历史"));
        page.requireState("open", text("when it is connected again", "重新连上之后"));
        page.board().post(ERROR);
        page.requireAll(ONCE, text("a listener is lost after the reconnect", "重连之后监听器没了"));
        page.board().cut();
        page.board().post(SUCCESS);
        page.board().let();
        page.requireAll(ONCE, KNOWN);
        page.board().post(WARNING); // whatever the reconnect set off has happened when this one is there
        page.requireAll(ONCE, KNOWN);
        page.visit().page().click("[data-read]");
        page.requireUnread(0, text("after a click on [data-read]", "点击 [data-read] 之后"));
        page.board().cut();
        page.board().post(ERROR);
        page.board().let();
        page.requireAll(ONCE, KNOWN);
        page.requireUnread(
                1,
                text("after all were read, then a cut, and one more", "全部标为已读，断线，又来一条之后"),
                text(
                        "the items are made anew from the history, and all of them unread: keep the item of an id that is known",
                        "用历史重新生成了所有项，而且都成了未读：id 已知的项要保留"));
        page.board().cut();
        page.board().beginAnew(ERROR, WARNING);
        page.board().let();
        page.requireAll(
                text(
                        "a reset says that what you have may have holes: begin anew with what follows it",
                        "reset 表示手头的内容可能有缺口：从它之后的内容重新开始"),
                text("no listener for \"reset\", or the list is kept", "没有监听 \"reset\"，或者没有清空列表"));
    }

    /** A history that is answered when its connection has long gone, then one that is shorter than what the page has. */
    static void wholeByHistories(Probe probe) {
        NoticeBoard board =
                new NoticeBoard().past("of an old process").past("of it, too").holdHistory();
        NotificationPage page = new NotificationPage(probe, board);
        page.awaitHistoriesAsked(1);
        board.cut();
        board.beginAnew(SUCCESS, WARNING, ERROR);
        board.let();
        page.requireAll(ONCE, text("the history is not asked for at each open", "不是每次 open 都请求历史"));
        board.letHistory();
        page.awaitHistoriesRead(2);
        board.post(WARNING);
        page.requireAll(
                text("what an older connection asked for says how it was then", "旧连接请求到的，是当时的情形"),
                text(
                        "the answer with the history of an older connection is joined: look when it is there whether its connection is still the newest",
                        "旧连接请求的历史晚到之后仍被合并：收到时要检查它的连接是否还是最新的"));
        board.cut();
        board.post(SUCCESS);
        board.shorten(2);
        board.let();
        page.awaitHistoriesRead(3);
        board.post(ERROR);
        page.requireAllOrLast(
                3,
                text("what has fallen out of the history is older than all that is in it", "已经不在历史里的，比历史里的都旧"),
                text(
                        "what is not in the history is put on top: that is right for what came over this connection only, all else goes below",
                        "历史里没有的都放到了最上面：只有通过当前连接来的才应如此，其余的要放在下面"));
    }
}
