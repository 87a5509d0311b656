package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.text.Text;

/** A connection that is cut, and the request by which the page gets the rest. */
final class StreamResumption {

    private static final String CUT = "cut in the middle";
    private static final String END = "ended without done";
    private static final String EMPTY = "an id that is taken back";
    private static final String ID = "订单-7é";
    private static final String TOKEN = "secret";

    private static final String RETRY = "retry: 60\n\n";

    private final CountDownLatch shown = new CountDownLatch(1);
    private final FetchPage page;

    private StreamResumption(Probe probe) {
        page = FetchPage.open(
                probe,
                new AnswerScript()
                        .on(CUT, (request, answer) -> cut(answer), (request, answer) -> rest(answer))
                        .on(END, (request, answer) -> end(answer), (request, answer) -> rest(answer))
                        .on(EMPTY, (request, answer) -> emptied(answer), (request, answer) -> rest(answer)));
    }

    static StreamResumption open(Probe probe) {
        return new StreamResumption(probe);
    }

    /**
     * Half an event and half a character are lost with the line. The event before them is not: a line that breaks takes
     * with it what has arrived and is not read yet, so it breaks when the row is there.
     */
    private void cut(Answer answer) throws InterruptedException {
        answer.eventStream().write(RETRY + word(ID, "one"));
        shown.await(1, TimeUnit.MINUTES);
        answer.write("id: lost\ndata: half ");
        byte[] sign = "豆".getBytes(StandardCharsets.UTF_8);
        answer.write(new byte[] {sign[0], sign[1]}).cut();
    }

    private static void end(Answer answer) {
        answer.eventStream().write(RETRY + word("1", "one")).end();
    }

    private static void emptied(Answer answer) {
        answer.eventStream().write(RETRY + word("1", "one") + "id\n\n").end();
    }

    private static void rest(Answer answer) {
        answer.eventStream()
                .write("event: word\ndata: two\n\nevent: done\ndata: 2\n\n")
                .hold();
    }

    private static String word(String id, String data) {
        return "event: word\nid: " + id + "\ndata: " + data + "\n\n";
    }

    void requireAfterACut() {
        requireReturn(CUT, ID);
        requireRows(CUT, ID);
    }

    void requireAfterAnEnd() {
        requireReturn(END, "1");
        requireRows(END, "1");
    }

    void requireWithoutAnEmptyId() {
        requireReturn(EMPTY, "");
    }

    private void requireReturn(String question, String id) {
        page.ask(TOKEN, question);
        page.awaitRows(1);
        shown.countDown();
        List<Answer> asked = page.awaitAsked(question, 2, page.limit());
        if (asked.size() < 2) {
            throw failure(
                    question,
                    text("a second request", "第二次请求"),
                    text("none came", "没有来").then(PageState.status(page.sheet())),
                    text("a stream that ends without done, or breaks, was cut", "没有 done 就结束或中断的流，是被切断的"),
                    id.equals(ID)
                            ? text(
                                    "reader.read() throws when the line breaks; an id that is not Latin-1 makes fetch throw",
                                    "线路中断时 reader.read() 会抛异常；id 不是 Latin-1 时 fetch 会抛异常")
                            : text("done of read() is taken for the end of the answer", "把 read() 的 done 当成了回答的结束"));
        }
        requireSame(question, asked.getFirst().request(), asked.get(1).request());
        requireId(question, asked.get(1).request().header("last-event-id").orElse(""), id);
        if (id.isEmpty() && asked.get(1).request().header("last-event-id").isPresent()) {
            throw failure(
                    question,
                    text("no Last-Event-ID at all", "根本没有 Last-Event-ID"),
                    text("an empty one", "有一个，值是空的"),
                    text("a browser sends the header only if there is an id to put into it", "浏览器只有在有 id 可填时才发送这个请求头"),
                    text("the header is always there; add it where the id is not empty", "总是带着这个请求头；应当在 id 非空时才加上"));
        }
    }

    private void requireSame(String question, Request first, Request second) {
        boolean same = first.line().equals(second.line())
                && first.header("authorization").equals(second.header("authorization"));
        if (!same) {
            throw failure(
                    question,
                    text("the same request, with the token", "同样的请求，带着 token"),
                    same(WireText.escape(second.line()) + ", Authorization: "
                            + WireText.escape(second.header("authorization").orElse("-"))),
                    text(
                            "the server answers the second request by itself, it does not know of the first",
                            "服务器单独回答第二个请求，它不知道有第一个"),
                    text("make the request in one place, for the first time and for all others", "在一处生成请求，第一次和以后都用它"));
        }
    }

    private void requireId(String question, String sent, String id) {
        if (!sent.equals(id)) {
            throw failure(
                    question,
                    id.isEmpty() ? text("no Last-Event-ID", "没有 Last-Event-ID") : same("Last-Event-ID: " + id),
                    sent.isEmpty()
                            ? text("no Last-Event-ID", "没有 Last-Event-ID")
                            : same("Last-Event-ID: " + WireText.escape(sent)),
                    text("the id of the last block that was complete, in UTF-8", "最后一个完整的块的 id，以 UTF-8 发送"),
                    likely(sent, id));
        }
    }

    private static Text likely(String sent, String id) {
        if (id.isEmpty()) {
            return text("an empty id is not taken for one that makes you forget", "没有把空的 id 当作“忘掉”");
        }
        return sent.isEmpty()
                ? text(
                        "the header is missing; EventSource sends it by itself, fetch does not",
                        "缺少这个请求头；EventSource 会自动带上，fetch 不会")
                : sent.equals("lost")
                        ? text("an id counts from the empty line on, and this block had none", "id 从空行起生效，而这个块没有等到空行")
                        : text(
                                "a header is bytes: encode the id as UTF-8, one character for each byte",
                                "请求头是字节：把 id 编码成 UTF-8，每个字节一个字符");
    }

    private void requireRows(String question, String id) {
        page.awaitStatus("done");
        List<FetchPage.Row> wanted =
                List.of(new FetchPage.Row("word", id, "one"), new FetchPage.Row("word", id, "two"));
        page.awaitRows(wanted.size());
        List<FetchPage.Row> rows = page.sheet().words();
        if (!rows.equals(wanted)) {
            throw failure(
                    question,
                    PageState.rows(wanted),
                    PageState.rows(rows),
                    text(
                            "what was unfinished is lost with the line, the id and the rows are not",
                            "没读完的随线路一起丢掉，id 和已有的行不丢"),
                    text(
                            "decoder, line or block live on over the connection, the id does not, or a reconnect clears the page",
                            "解码器、行或块跨连接保留了，id 却没有保留，或者重连时清空了页面"));
        }
    }

    private CheckFailure failure(String question, Text wanted, Text got, Text why, Text likely) {
        return page.failure(Fault.expected(wanted).received(got).why(why).likely(likely));
    }
}
