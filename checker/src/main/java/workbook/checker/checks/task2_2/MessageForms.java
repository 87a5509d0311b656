package workbook.checker.checks.task2_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** Messages of every kind that a browser reads the same, and what the page of task 2.2 makes of them. */
final class MessageForms {

    private final EventSourcePage page;
    private final String plain;
    private final String last;
    private final List<String> sent;

    MessageForms(Probe probe) {
        page = new EventSourcePage(probe);
        plain = probe.word();
        last = probe.word();
        sent = List.of(plain, "one " + probe.word() + "\ntwo " + probe.word(), "é中🎉" + probe.word(), plain, "", last);
    }

    /** One with LF, one of two lines with CR, one with its bytes in two chunks, the first again, one of no text, a last one. */
    void send() {
        Answer stream = page.connection(1);
        stream.write("data: " + plain + "\n\n");
        stream.write("data: " + sent.get(1).replace("\n", "\rdata: ") + "\r\r");
        byte[] cut = ("data: " + sent.get(2) + "\n\n").getBytes(StandardCharsets.UTF_8);
        int middle = "data: é中".getBytes(StandardCharsets.UTF_8).length + 2;
        stream.write(Arrays.copyOf(cut, middle));
        stream.write(Arrays.copyOfRange(cut, middle, cut.length));
        stream.write("data: " + plain + "\n\n");
        stream.write("data:\n\n");
        stream.write("data: " + last + "\n\n");
    }

    void requireItems() {
        page.awaitItem(last);
        List<String> items = page.items();
        for (String data : sent) {
            long found = items.stream().filter(item -> holds(item, data)).count();
            if (!data.isEmpty() && found != Collections.frequency(sent, data)) {
                throw wrongItems(data, found, items);
            }
        }
        if (items.size() != sent.size()) {
            throw wrongItems("", items.size(), items);
        }
    }

    /** White space aside: a page may show a line break as it likes. */
    private static boolean holds(String item, String data) {
        return squeezed(item).contains(squeezed(data));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s|\\\\n", "");
    }

    private CheckFailure wrongItems(String data, long found, List<String> items) {
        return Fault.expected(text(
                        "%d items, %d of them with \"%s\"",
                        "共 %d 项，其中 %d 项是 \"%s\"",
                        sent.size(),
                        Collections.frequency(sent, data),
                        WireText.escape(data)))
                .received(shown(items))
                .why(text(
                        "each message calls the listener once, with the whole of its data", "每条消息调用一次监听器，并带着完整的 data"))
                .likely(causeOfWrongItems(data, found, items))
                .on(page.visit())
                .failure();
    }

    private Text causeOfWrongItems(String data, long found, List<String> items) {
        if (items.stream().anyMatch(item -> item.contains("[object "))) {
            return text("the event itself is added; its text is in event.data", "添加的是事件对象本身；文本在 event.data 里");
        }
        if (items.isEmpty() && holds(page.visit().textOf("[data-log]"), data)) {
            return text(
                    "the text is added without an element of its own; make one with document.createElement(\"li\")",
                    "添加的文本没有自己的元素；用 document.createElement(\"li\") 创建一个");
        }
        if (items.isEmpty()) {
            return text(
                    "no listener for \"message\", or it adds nothing to [data-log]",
                    "没有监听 \"message\"，或者没有往 [data-log] 里添加内容");
        }
        if (data.isEmpty() && items.size() == sent.size() - 1) {
            return text(
                    "a message without text is left out: event.data is \"\" then, which a condition takes for false",
                    "没有文本的消息被漏掉了：这时 event.data 是 \"\"，在条件判断里被当作 false");
        }
        if (found > 0 && found < Collections.frequency(sent, data)) {
            return text(
                    "a message with the text of an earlier one is left out; it is a message of its own",
                    "文本与之前相同的消息被漏掉了；它也是一条独立的消息");
        }
        return found == 0
                ? text(
                        "the text of the log is replaced instead of adding an element with event.data",
                        "日志文本被整个替换了；应当添加一个含 event.data 的元素")
                : text(
                        "a message is added in several pieces, twice, or without an element of its own",
                        "一条消息被拆成几块、加了两次，或者没有自己的元素");
    }

    private static Text shown(List<String> items) {
        if (items.isEmpty()) {
            return text("no item", "一项也没有");
        }
        String words = String.join(
                ", ",
                items.stream()
                        .limit(8)
                        .map(item -> "\"" + WireText.escape(item) + "\"")
                        .toList());
        return items.size() == 1
                ? text("1 item: %s", "1 项：%s", words)
                : text("%d items: %s", "%d 项：%s", items.size(), words);
    }

    void requireConsole() {
        List<String> console = page.visit().console();
        for (String data : sent) {
            if (console.stream().noneMatch(line -> holds(line, data))) {
                throw Fault.expected(text("\"%s\" in the console", "控制台里有 \"%s\"", WireText.escape(data)))
                        .received(
                                console.isEmpty()
                                        ? text("the console is empty", "控制台是空的")
                                        : same(WireText.escape(String.join(" | ", console))))
                        .why(text("every message goes to the console, too", "每条消息也要写到控制台"))
                        .likely(text("console.log(event.data) is missing", "缺少 console.log(event.data)"))
                        .on(page.visit())
                        .failure();
            }
        }
    }

    void requireNoMarkup() {
        String hostile = "<b>" + plain + "</b><img src=x onerror=alert(1)>";
        page.connection(1).write("data: " + hostile + "\n\ndata: " + last + "\n\n");
        page.awaitItem(last);
        List<String> items = page.items();
        boolean elements = page.visit()
                .page()
                .evaluate("document.querySelectorAll('[data-log] b, [data-log] img').length > 0")
                .asBoolean();
        if (elements || items.stream().noneMatch(item -> holds(item, hostile))) {
            throw Fault.expected(text("the text %s, as it is", "原样的文本 %s", hostile))
                    .received(elements ? text("an element made of it", "它变成了元素") : shown(items))
                    .why(text(
                            "what a server sends is data; as markup it could run code of a stranger in your page",
                            "服务器发来的是数据；当作标记，就可能让陌生人的代码在你的页面里运行"))
                    .likely(
                            elements
                                    ? text("innerHTML; use textContent", "用了 innerHTML；应当用 textContent")
                                    : text(
                                            "signs are taken out or replaced; textContent needs no escaping",
                                            "删除或替换了字符；用 textContent 不需要转义"))
                    .on(page.visit())
                    .failure();
        }
    }
}
