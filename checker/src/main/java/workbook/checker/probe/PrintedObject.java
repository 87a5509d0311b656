package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.util.Optional;
import workbook.checker.text.Text;

/** Data that should be a JSON object and is one as a language prints it, for people. */
public final class PrintedObject {

    private PrintedObject() {}

    /** The language that printed it, and what makes JSON there; empty where it does not look printed. */
    public static Optional<Text> cause(String data) {
        if (data.startsWith("{'") || data.startsWith("{b'")) {
            return Optional.of(text(
                    "this is how Python prints a dict; make JSON of it with json.dumps",
                    "这是 Python 打印 dict 的样子；请用 json.dumps 生成 JSON"));
        }
        if (data.contains("[object Object]")) {
            return Optional.of(text(
                    "this is how JavaScript prints an object; make JSON of it with JSON.stringify",
                    "这是 JavaScript 打印对象的样子；请用 JSON.stringify 生成 JSON"));
        }
        if (data.startsWith("map[")) {
            return Optional.of(text(
                    "this is how Go prints a map; make JSON of it with json.Marshal",
                    "这是 Go 打印 map 的样子；请用 json.Marshal 生成 JSON"));
        }
        if (data.matches("(?s)(\\{|\\w+\\[)\\w+=.*")) {
            return Optional.of(text(
                    "this is how Java prints a map or a record; make JSON of it with Jackson",
                    "这是 Java 打印 map 或 record 的样子；请用 Jackson 生成 JSON"));
        }
        return Optional.empty();
    }
}
