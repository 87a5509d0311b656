package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.util.Locale;
import workbook.checker.text.Text;

/** How binding a rule is. */
public enum Level {
    /** A standard demands it. */
    MUST(text("a standard demands it", "标准要求必须如此")),
    /** A standard or the manual of a vendor recommends it. */
    SHOULD(text("a standard or a vendor's manual recommends it", "标准或厂商手册建议如此")),
    /** The field has learned it; nobody demands it. */
    ADVICE(text("the field has learned it", "来自实践经验")),
    /** It is shown, and judges nothing. */
    INFO(text("it is shown and judges nothing", "只展示，不作判断"));

    private final Text meaning;

    Level(Text meaning) {
        this.meaning = meaning;
    }

    public Text meaning() {
        return meaning;
    }

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
