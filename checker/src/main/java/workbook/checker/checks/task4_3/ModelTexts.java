package workbook.checker.checks.task4_3;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.probe.Probe;

/** Answers of a model, in the pieces in which it makes them. */
final class ModelTexts {

    private ModelTexts() {}

    static List<String> plain() {
        return List.of("Hello", ",", " world", ".");
    }

    /** All that models write: white space at both ends, line breaks alone, code, markup, any language, and the same twice. */
    static List<String> random(Probe probe) {
        List<String> pieces = new ArrayList<>(List.of(
                "  two",
                " ",
                "\n",
                "\n\n",
                "```java\n",
                "data: x\n",
                ": y",
                "\t",
                "心跳",
                "是",
                "一条",
                "注释",
                "。",
                "😀",
                " 👩‍💻",
                "é",
                " <b>&amp;</b>",
                "\r\n",
                "\\n",
                "\"",
                "\u2028",
                " ha",
                " ha", // the same twice is no mistake of the model
                "\n",
                "\n",
                " end ",
                "of what is the same in each run",
                "[DONE]"));
        for (int i = 0; i < 8; i++) {
            pieces.add(" " + probe.line());
        }
        return pieces;
    }
}
