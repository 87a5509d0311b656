package workbook.checker.checks.task5_2;

import static workbook.checker.browser.Page.quoted;
import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** What looks like HTML in an event, or in the reason of a refusal. */
final class Markup {

    private static final String ROW = "markup in an event";
    private static final String REASON = "markup in a reason";
    private static final String HOSTILE = "<img src=x onerror=\"window.ran=1\"><b>bold</b> &amp; &lt;";
    private static final FetchPage.Row WANTED = new FetchPage.Row("<i>type</i>", "<i>7</i>", HOSTILE);

    /** A page may build its cells of elements of its own, such as a span that marks what was looked for. */
    private static final String IN_A_CELL = "[data-log] :is([data-type], [data-id], [data-data]) :is(img, b)";

    private final FetchPage page;

    private Markup(Probe probe) {
        page = FetchPage.open(
                probe,
                new AnswerScript()
                        .on(ROW, (request, answer) -> answer.eventStream()
                                .write("event: %s\nid: %s\ndata: %s\n\n"
                                        .formatted(WANTED.type(), WANTED.id(), WANTED.data()))
                                .hold())
                        .on(
                                REASON,
                                (request, answer) -> answer.whole(
                                        "403 Forbidden",
                                        "application/json",
                                        "{\"error\":\"" + HOSTILE.replace("\"", "\\\"") + "\"}")));
    }

    static void require(Probe probe) {
        Markup markup = new Markup(probe);
        markup.page.ask(ROW);
        markup.page.awaitRows(1);
        markup.requireRow();
        markup.requireNoElement("log", IN_A_CELL, ROW);
        markup.page.ask(REASON);
        markup.page.awaitStatus("failed");
        markup.requireNoElement("message", "[data-message] img", REASON);
    }

    private void requireRow() {
        List<FetchPage.Row> rows = page.sheet().words();
        if (!rows.equals(List.of(WANTED))) {
            throw failure(ROW, PageState.rows(List.of(WANTED)), PageState.rows(rows));
        }
    }

    /** An element that came with the text; what a row or a message is made of is the page's own affair. */
    private void requireNoElement(String hook, String selector, String question) {
        String found = page.evaluate("document.querySelector(" + quoted(selector) + ")?.outerHTML ?? ''")
                .asText();
        if (!found.isEmpty()) {
            throw failure(
                    question,
                    text("text in [data-%s], as it was sent", "[data-%s] 里是原样的文本", hook),
                    text("an element: %s", "一个元素：%s", PageState.quoted(found)));
        }
    }

    private CheckFailure failure(String question, Text wanted, Text got) {
        return page.failure(Fault.expected(wanted)
                .received(got)
                .why(text(
                        "whoever can write into the stream could run code in the page, beside the token",
                        "能往流里写字的人，就能在页面里运行代码，旁边就是 token"))
                .likely(same("innerHTML, insertAdjacentHTML → textContent")));
    }
}
