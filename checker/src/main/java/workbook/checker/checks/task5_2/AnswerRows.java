package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** One question and a whole answer, step by step: what the page shows, and when. */
final class AnswerRows {

    private static final String QUESTION = "three words";
    private static final List<FetchPage.Row> WANTED = List.of(
            new FetchPage.Row("word", "7-1", "Hello"),
            new FetchPage.Row("word", "7-2", "world"),
            new FetchPage.Row("word", "7-3", "!"),
            new FetchPage.Row("word", "7-4", "!"));
    private static final String CUT = "half an answer";

    private final CountDownLatch head = new CountDownLatch(1);
    private final CountDownLatch words = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final FetchPage page;

    private AnswerRows(Probe probe) {
        page = FetchPage.open(
                probe, new AnswerScript().on(QUESTION, script()).on(CUT, (request, answer) -> answer.eventStream()
                        .write("retry: 60000\n\nevent: word\nid: 8-1\ndata: half\n\n")
                        .end()));
    }

    static void require(Probe probe) {
        AnswerRows rows = new AnswerRows(probe);
        rows.page.ask(QUESTION);
        rows.requireStates();
        rows.requireRows();
        rows.requireDone();
        rows.requireNext();
    }

    /** Each step waits for the page to have shown the one before. */
    private Script script() {
        return (request, answer) -> {
            head.await(1, TimeUnit.MINUTES);
            answer.eventStream();
            words.await(1, TimeUnit.MINUTES);
            answer.write("retry: 60000\n\nevent: word\nid: 7-1\ndata: Hello\n\n");
            first.await(1, TimeUnit.MINUTES);
            // Several events in one write: a page that counts reads counts two of four.
            answer.write(": still here\n\nevent: word\nid: 7-2\ndata: world\n\nevent: word\nid: 7-3\ndata: !\n\n"
                    + "event: word\nid: 7-4\ndata: !\n\n");
            done.await(1, TimeUnit.MINUTES);
            answer.write("event: done\ndata: 4\n\n").hold();
        };
    }

    private void requireStates() {
        requireStatus("connecting", text("the request is sent, and no header has come yet", "请求已发出，响应头还没有到"));
        head.countDown();
        requireStatus(
                "open", text("the headers are there; the first event may be a minute away", "响应头已到；第一个事件也许还要等一分钟"));
        words.countDown();
    }

    private void requireStatus(String word, Text why) {
        if (!page.awaitStatus(word)) {
            throw failure(Fault.expected(text("[data-status] says %s", "[data-status] 显示 %s", word))
                    .received(status())
                    .why(why)
                    .likely(text("the word is written later, or is another one", "这个词写晚了，或者写成了别的词")));
        }
    }

    private void requireRows() {
        page.awaitRows(1);
        first.countDown();
        if (!page.awaitRows(WANTED.size()) || !page.sheet().words().equals(WANTED)) {
            FetchPage.Sheet sheet = page.sheet();
            throw failure(Fault.expected(PageState.rows(WANTED))
                    .received(PageState.rows(sheet.words()))
                    .why(text(
                            "a row for each event, at once, with [data-type], [data-id] and [data-data]",
                            "每个事件立即成为一行，含有 [data-type]、[data-id] 和 [data-data]"))
                    .likely(
                            sheet.rows().isEmpty()
                                    ? text(
                                            "the page reads to the end of the stream before it shows anything",
                                            "页面读到流结束才显示")
                                    : sheet.words().equals(WANTED.subList(0, WANTED.size() - 1))
                                            ? text(
                                                    "an event that equals the one before is dropped; a model may well say the same twice",
                                                    "与前一个相同的事件被丢掉了；模型完全可能把同样的内容说两遍")
                                            : text("compare the two, part by part", "逐个部分对照一下")));
        }
        requireCount(4, text("four events have come; comments and retry are none", "来了四个事件；注释和 retry 不算"), Text.NONE);
        if (!page.sheet().status().equals("open")) {
            throw failure(Fault.expected(text("[data-status] says open", "[data-status] 显示 open"))
                    .received(status())
                    .why(text("the stream goes on", "流还在继续")));
        }
        done.countDown();
    }

    private void requireDone() {
        if (!page.awaitStatus("done")) {
            throw failure(Fault.expected(text("[data-status] says done", "[data-status] 显示 done"))
                    .received(status())
                    .why(text(
                            "the event done says that the answer is whole, whether the connection ends or not",
                            "done 事件表示回答已完整，不管连接有没有结束"))
                    .likely(text("the page waits for the end of the stream, or for another type", "页面在等流结束，或者在等别的类型")));
        }
        Answer answer = page.asked(QUESTION).getFirst();
        if (!answer.awaitLeft(page.limit())) {
            throw failure(Fault.expected(text("the page closes the connection after done", "done 之后页面关闭连接"))
                    .received(text("it stays open", "连接一直开着"))
                    .why(text("a connection that nobody reads is one of six", "没人读的连接，也占着六个里的一个"))
                    .likely(text(
                            "the loop is left without reader.cancel() or controller.abort()",
                            "离开循环时没有调用 reader.cancel() 或 controller.abort()")));
        }
        if (page.awaitAsked(QUESTION, 2, Duration.ofMillis(50)).size() > 1) {
            throw failure(Fault.expected(text("no more requests after done", "done 之后不再请求"))
                    .received(text("the page asked again", "页面又问了一次"))
                    .why(text("the answer is whole", "回答已经完整")));
        }
    }

    /** Another question, whose answer is cut off. */
    private void requireNext() {
        page.ask(CUT);
        if (!page.await("driver.data().join() === 'half'", page.limit())) {
            throw failure(Fault.expected(text("only the row of the new question: \"half\"", "只有新问题的那一行：\"half\""))
                    .received(PageState.rows(page.sheet().words()))
                    .why(text("a new question begins with an empty page", "新的提问从空白页面开始"))
                    .likely(text(
                            "the rows of the question before are not removed when the form is sent",
                            "提交表单时没有移除前一个问题的行")));
        }
        requireCount(
                1,
                text("the count belongs to one question, as its rows do", "数目和各行一样，只属于一个问题"),
                text("the count is not set back when the form is sent", "提交表单时没有把数目清零"));
        // A page that comes back too soon says it for a moment only, which is for another check to say.
        if (!page.await("driver.sheet().rested", page.limit())) {
            throw failure(Fault.expected(text(
                            "[data-status] says waiting, when the stream has ended without done",
                            "流没有发送 done 就结束时，[data-status] 显示 waiting"))
                    .received(status())
                    .why(text(
                            "the answer is not whole, and whoever looks at the page must see that",
                            "回答并不完整，看页面的人必须能看到这一点"))
                    .likely(text(
                            "nothing is written when read() says that the stream is over", "read() 返回流已结束时，什么都没有写")));
        }
    }

    private Text status() {
        return PageState.status(page.sheet());
    }

    private void requireCount(int wanted, Text why, Text likely) {
        if (!page.await("driver.sheet().count === '" + wanted + "'", page.limit())) {
            throw failure(Fault.expected(text("[data-count] says %d", "[data-count] 显示 %d", wanted))
                    .received(same("\"" + page.sheet().count() + "\""))
                    .why(why)
                    .likely(likely));
        }
    }

    private CheckFailure failure(Fault fault) {
        return page.failure(fault);
    }
}
