package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.JsonRequest;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** The checks of the page of task 4.3: what a person sees who asks. */
final class PageChecks {

    private static final String HOSTILE = "<img src=x onerror=\"hacked = 1\"><b>bold</b> &amp; **x**";
    private static final Text PAID = text(
            "each time it costs money, and a second answer would come behind the first", "每问一次都要花钱，而且第二个回答会接在第一个后面");

    /** Longer than the retry time of the streams: an EventSource that was not closed has come back by then. */
    private static final Duration AFTER_RETRY = Duration.ofMillis(400);

    private PageChecks() {}

    /** One POST with the question, and an EventSource on what it gave. */
    static void requireAsking(Probe probe) {
        AnswerPage page =
                AnswerPage.open(probe, (request, answer) -> answer.eventStream().hold());
        String question = "Why \"so\"?\n为什么 😀";
        page.ask(question);
        List<Answer> posts = page.visit().requests(AnswerPage.QUESTIONS, 1);
        if (posts.isEmpty() || !question.equals(question(posts.getFirst()))) {
            throw Fault.expected(same("POST /questions {\"question\": \"Why \\\"so\\\"?\\n为什么 😀\"}"))
                    .received(
                            posts.isEmpty()
                                    ? text("no such request", "没有这样的请求")
                                    : same(WireText.escape(
                                            posts.getFirst().request().line() + " "
                                                    + posts.getFirst().request().text())))
                    .why(text("a question may be long, and belongs into a body", "问题可能很长，应该放在请求体里"))
                    .likely(text(
                            "the form's submit event is not listened to, or JSON.stringify({ question: … }) is not the body",
                            "没有监听表单的 submit 事件，或者请求体不是 JSON.stringify({ question: … })"))
                    .on(page.visit())
                    .failure();
        }
        JsonRequest.require(page.visit(), posts.getFirst());
        boolean opened = !page.visit().requests(AnswerPage.path(1), 1).isEmpty();
        if (!opened
                || !page.visit()
                        .page()
                        .evaluate("recorder.sources.length === 1")
                        .asBoolean()) {
            throw Fault.expected(same("new EventSource(\"" + AnswerPage.path(1) + "\")"))
                    .received(
                            opened
                                    ? text(
                                            "%d EventSources",
                                            "%d 个 EventSource",
                                            page.visit()
                                                    .page()
                                                    .evaluate("recorder.sources.length")
                                                    .asInt())
                                    : text("no request for that path", "没有对这个路径的请求"))
                    .why(text("the answer to the POST says where the stream is", "POST 的响应说明了流在哪里"))
                    .likely(text(
                            "the path is made by hand instead of taken from \"events\"; or fetch reads the stream",
                            "路径是自己拼的，没有取 \"events\"；或者用 fetch 读了流"))
                    .on(page.visit())
                    .failure();
        }
    }

    private static String question(Answer post) {
        try {
            return new ObjectMapper()
                    .readTree(post.request().text())
                    .path("question")
                    .asText();
        } catch (JsonProcessingException none) {
            return "";
        }
    }

    /** The model makes the second piece when the first can be seen. */
    static void requireGrowing(Probe probe) {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        AnswerPage page = AnswerPage.open(probe, (request, answer) -> {
            answer.eventStream().write(AnswerPage.token("Hello"));
            seen.await();
            answer.write(AnswerPage.token(" world\n") + AnswerPage.token("  two"));
            again.await();
            answer.write(AnswerPage.token(" ha") + AnswerPage.token(" ha")).hold();
        });
        page.ask("why?");
        requireAnswer(page, "Hello");
        if (!page.awaitStatus("answering")) {
            throw Fault.expected(text("\"answering\" in [data-status]", "[data-status] 显示 \"answering\""))
                    .received(page.status())
                    .why(text("every page says in which state it is", "页面要说明自己处于什么状态"))
                    .likely(text("the state is not set when a token comes", "收到 token 时没有更新状态"))
                    .on(page.visit())
                    .failure();
        }
        seen.countDown();
        requireAnswer(page, "Hello world\n  two");
        again.countDown();
        requireAnswer(
                page,
                "Hello world\n  two ha ha",
                text(
                        "a piece that equals the one before is dropped; a model may well say the same twice",
                        "与前一个相同的片段被丢掉了；模型完全可能把同样的内容说两遍"));
    }

    private static void requireAnswer(AnswerPage page, String wanted) {
        requireAnswer(
                page,
                wanted,
                text(
                        "the listener is for \"token\", and appends JSON.parse(event.data).text to what is there",
                        "监听的应是 \"token\"，并把 JSON.parse(event.data).text 接到已有内容后面"));
    }

    private static void requireAnswer(AnswerPage page, String wanted, Text likely) {
        if (!page.awaitAnswer(wanted)) {
            throw Fault.expected(text("%s in [data-answer]", "[data-answer] 里是 %s", AnswerPage.quoted(wanted)))
                    .received(page.answer())
                    .why(text(
                            "the tokens joined are the answer, with every space; nothing else belongs into [data-answer]",
                            "token 拼起来就是回答，空格也一个不少；[data-answer] 里不放别的东西"))
                    .likely(likely)
                    .on(page.visit())
                    .failure();
        }
    }

    /** A model writes markup when somebody asks it to; and whoever asks may be hostile. */
    static void requireText(Probe probe) {
        AnswerPage page = AnswerPage.open(
                probe,
                (request, answer) ->
                        answer.eventStream().write(AnswerPage.token(HOSTILE)).hold(),
                (request, answer) -> answer.eventStream().write(AnswerPage.failed(HOSTILE)));
        page.ask("why?");
        page.visit().await("document.querySelector('[data-answer]').textContent !== ''");
        requireNoElement(page, "[data-answer]");
        page.ask("and then?");
        page.visit().await("document.querySelector('[data-message]').textContent !== ''");
        requireNoElement(page, "[data-message]");
    }

    private static void requireNoElement(AnswerPage page, String place) {
        boolean elements = page.visit()
                .page()
                .evaluate("document.querySelectorAll('" + place + " :is(img, b)').length > 0")
                .asBoolean();
        String got = page.visit().textOf(place);
        if (elements || place.equals("[data-answer]") && !got.contains("<b>bold</b> &amp;")) {
            throw Fault.expected(text("the text %s, as it is", "文本 %s，原样显示", same(HOSTILE)))
                    .received(elements ? text("elements that were made of it", "文本被变成了元素") : AnswerPage.quoted(got))
                    .why(text(
                            "what a model writes is text of a stranger: as HTML it could run code in your page",
                            "模型写的是陌生人的文本：当成 HTML，就可能在你的页面里运行代码"))
                    .likely(text(
                            "innerHTML or insertAdjacentHTML; use textContent or append()",
                            "用了 innerHTML 或 insertAdjacentHTML；应当用 textContent 或 append()"))
                    .on(page.visit())
                    .failure();
        }
    }

    /** The stream ends; a browser that was not told to stop comes back to it. */
    static void requireClosing(Probe probe) {
        AnswerPage page = AnswerPage.open(probe, AnswerPage.whole("one"));
        page.ask("why?");
        if (!page.awaitStatus("done")) {
            throw Fault.expected(text(
                            "\"done\" in [data-status], after the event done", "done 事件之后，[data-status] 显示 \"done\""))
                    .received(page.status())
                    .why(text("a reader wants to know whether more is to come", "读者想知道后面还有没有"))
                    .likely(text("no listener for \"done\"", "没有监听 \"done\""))
                    .on(page.visit())
                    .failure();
        }
        requireOnce(page, "done");
    }

    private static void requireOnce(AnswerPage page, String event) {
        if (page.visit().requests(AnswerPage.path(1), 2, AFTER_RETRY).size() > 1) {
            throw Fault.expected(text("no request any more after %s", "%s 之后不再有请求", event))
                    .received(text("the stream was opened once more", "流又被打开了一次"))
                    .browser(text(
                            "an EventSource takes the end of a stream for an accident, and connects again",
                            "EventSource 把流的结束当成意外，会重新连接"))
                    .why(PAID)
                    .likely(text(
                            "source.close() is missing in the listener for %s", "%s 的监听器里没有 source.close()", event))
                    .on(page.visit())
                    .failure();
        }
    }

    static void requireFailure(Probe probe) {
        AnswerPage page = AnswerPage.open(probe, (request, answer) -> answer.eventStream()
                .write("retry: 50\n\n" + AnswerPage.token("Half of") + AnswerPage.failed("the model is too busy")));
        page.ask("why?");
        boolean told = page.visit().await("document.querySelector('[data-message]').textContent.includes('too busy')");
        boolean shown = told && page.awaitStatus("failed") && page.awaitAnswer("Half of");
        if (told) {
            // Comes before what is shown: another stream takes the status back, and adds its half of the answer.
            requireOnce(page, "failed");
        }
        if (!shown) {
            throw Fault.expected(text(
                            "\"failed\" in [data-status], the message in [data-message], and what came before still there",
                            "[data-status] 显示 \"failed\"，[data-message] 显示消息，之前的内容仍在"))
                    .received(text(
                            "status %s, message %s, answer %s",
                            "状态 %s，消息 %s，回答 %s",
                            page.status(),
                            AnswerPage.quoted(page.visit().textOf("[data-message]")),
                            page.answer()))
                    .why(text("half an answer must not look like a whole one", "半截的回答不能看起来像完整的"))
                    .likely(text(
                            "no listener for \"failed\"; it is not the error event", "没有监听 \"failed\"；它不是 error 事件"))
                    .on(page.visit())
                    .failure();
        }
    }

    /** Stopping is leaving: the server sees it at the connection. */
    static void requireStop(Probe probe) {
        AnswerPage page = AnswerPage.open(
                probe,
                (request, answer) ->
                        answer.eventStream().write(AnswerPage.token("one")).hold(),
                AnswerPage.whole("two"));
        page.ask("why?");
        page.awaitAnswer("one");
        page.visit().page().click("[data-stop]");
        List<Answer> streams = page.visit().requests(AnswerPage.path(1), 1);
        if (streams.isEmpty() || !streams.getFirst().awaitLeft(probe.react()) || !page.awaitStatus("stopped")) {
            throw Fault.expected(text(
                            "a click on [data-stop] closes the stream, and [data-status] says \"stopped\"",
                            "点击 [data-stop] 之后流被关闭，[data-status] 显示 \"stopped\""))
                    .received(text(
                            "status %s, the stream is %s",
                            "状态 %s，流%s",
                            page.status(),
                            streams.isEmpty() || streams.getFirst().open()
                                    ? text("still open", "仍然打开")
                                    : text("closed", "已关闭")))
                    .why(text("closing the stream is what stops the model", "关闭流，模型才会停下"))
                    .likely(text(
                            "the button is disabled, has no listener, or only hides what still comes in",
                            "按钮被禁用、没有监听器，或者只是把还在到来的内容藏了起来"))
                    .on(page.visit())
                    .failure();
        }
        page.ask("and then?");
        if (!page.awaitAnswer("two")) {
            throw Fault.expected(text("only the new answer in [data-answer]: \"two\"", "[data-answer] 里只有新的回答：\"two\""))
                    .received(page.answer())
                    .why(text("each question has an answer of its own", "每个问题都有自己的回答"))
                    .likely(text(
                            "what was there is not cleared for the next question, or the page does not ask again",
                            "提下一个问题时没有清空原来的内容，或者没有再次提问"))
                    .on(page.visit())
                    .failure();
        }
    }

    /** Who stops while the question is still being posted wants no answer to it; a page may have no stop until then. */
    static void requireStopWhileAsking(Probe probe) {
        CountDownLatch accepted = new CountDownLatch(1);
        AnswerPage page = AnswerPage.answering(
                probe,
                (number, answer) -> {
                    accepted.await();
                    AnswerPage.accept(number, answer);
                },
                (request, answer) ->
                        answer.eventStream().write(AnswerPage.token("old")).hold());
        page.ask("why?");
        page.visit().requests(AnswerPage.QUESTIONS, 1);
        if (page.visit()
                .page()
                .evaluate("document.querySelector('[data-stop]').disabled")
                .asBoolean()) {
            return;
        }
        page.visit().page().click("[data-stop]");
        accepted.countDown();
        page.awaitAnswered(1);
        List<Answer> streams = page.visit().requests(AnswerPage.path(1), 1, AFTER_RETRY);
        boolean unheard = streams.isEmpty() || streams.getFirst().awaitLeft(probe.react());
        if (!unheard || !page.awaitStatus("stopped")) {
            throw Fault.expected(text(
                            "no stream, and \"stopped\" in [data-status]: [data-stop] was clicked while the question was being posted",
                            "没有流，[data-status] 显示 \"stopped\"：[data-stop] 是在提交问题的途中点击的"))
                    .received(text(
                            "status %s, answer %s, %s",
                            "状态 %s，回答 %s，%s",
                            page.status(),
                            page.answer(),
                            unheard ? text("no stream", "没有流") : text("a stream that stays open", "一个一直打开的流")))
                    .why(text(
                            "the model is asked when the stream opens; whoever stopped before would pay for an answer that nobody wants",
                            "流一打开就会去问模型；在这之前就停止的人，要为没人想看的回答付钱"))
                    .likely(text(
                            "after its await, ask() opens the stream without a look whether it was stopped: let stop change the number of the question, and compare it",
                            "ask() 在 await 之后直接打开流，没有检查是否已经停止：让停止也改变问题的编号，再比较一下"))
                    .on(page.visit())
                    .failure();
        }
    }

    /** POSTs that are answered when their questions are old: one is accepted then, one refused. Neither counts. */
    static void requireLateIgnored(Probe probe) {
        CountDownLatch accepted = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        CountDownLatch oneMore = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        AnswerPage page = AnswerPage.answering(
                probe,
                (number, answer) -> {
                    if (number == 1) {
                        accepted.await();
                    } else if (number == 2) {
                        refused.await();
                        answer.whole("400 Bad Request", "application/json", "{\"error\": \"too late\"}");
                        return;
                    }
                    AnswerPage.accept(number, answer);
                },
                (request, answer) ->
                        answer.eventStream().write(AnswerPage.token("old")).hold(),
                (request, answer) -> answer.missing(),
                (request, answer) -> {
                    answer.eventStream().write(AnswerPage.token("new"));
                    oneMore.await();
                    answer.write(AnswerPage.token(" answer"));
                    last.await();
                    answer.write(AnswerPage.token(" here")).hold();
                });
        for (int number = 1; number <= 3; number++) {
            page.ask("question " + number);
            if (page.visit().requests(AnswerPage.QUESTIONS, number).size() < number) {
                return; // this page does not ask as long as a question is under way
            }
            if (number < 3) {
                page.visit().page().click("[data-stop]");
            }
        }
        page.awaitAnswer("new");
        accepted.countDown();
        page.awaitAnswered(2);
        oneMore.countDown();
        boolean added = page.awaitAnswer("new answer");
        boolean listens =
                page.visit().page().evaluate("recorder.sources.length > 1").asBoolean();
        // A page may open the old stream and close it unheard.
        if (!added
                || listens
                        && page.visit().await("document.querySelector('[data-answer]').textContent.includes('old')")) {
            throw late(page, text("\"new answer\"", "\"new answer\""), page.answer());
        }
        refused.countDown();
        page.awaitAnswered(3);
        last.countDown();
        if (!page.awaitAnswer("new answer here") || !page.awaitStatus("answering")) {
            throw late(
                    page,
                    text("\"new answer here\", status \"answering\"", "\"new answer here\"，状态 \"answering\""),
                    text("%s, status %s", "%s，状态 %s", page.answer(), page.status()));
        }
    }

    private static CheckFailure late(AnswerPage page, Text wanted, Text received) {
        return Fault.expected(text(
                        "only the answer to the newest question in [data-answer]: %s",
                        "[data-answer] 里只有最新问题的回答：%s", wanted))
                .received(received)
                .why(text(
                        "the POSTs of two older questions were answered late: one with 201, one with 400; nobody waits for them any more",
                        "前两个问题的 POST 很晚才得到响应：一个是 201，一个是 400；已经没有人在等它们了"))
                .likely(text(
                        "after an await, ask() does not look whether its question is still the newest: give each question a number and compare it",
                        "ask() 在 await 之后没有检查自己的问题是不是最新的：给每个问题编号，再比较一下"))
                .on(page.visit())
                .failure();
    }
}
