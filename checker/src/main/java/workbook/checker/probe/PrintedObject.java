package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.text.Text;

/** Data that should be a JSON object and is one as a language prints it, for people. */
public enum PrintedObject {
    PYTHON("^\\{b?'", "Python", text("a dict", "dict"), "json.dumps"),
    JAVASCRIPT("\\[object Object\\]", "JavaScript", text("an object", "对象"), "JSON.stringify"),
    GO("^map\\[", "Go", text("a map", "map"), "json.Marshal"),
    JAVA("^(\\{|\\w+\\[)\\w+=", "Java", text("a map or a record", "map 或 record"), "Jackson");

    private final Pattern sign;
    private final Text cause;

    PrintedObject(String sign, String language, Text thing, String json) {
        this.sign = Pattern.compile(sign);
        this.cause = text(
                "this is how %s prints %s; make JSON of it with %s",
                "这是 %s 打印 %s 的样子；请用 %s 生成 JSON", language, thing, json);
    }

    /** The language that printed it, and what makes JSON there; empty where it does not look printed. */
    public static Optional<Text> cause(String data) {
        return Stream.of(values())
                .filter(printed -> printed.sign.matcher(data).find())
                .map(printed -> printed.cause)
                .findFirst();
    }
}
