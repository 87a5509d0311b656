package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.util.Locale;
import workbook.checker.text.Text;

/** What became of one rule. */
public enum RuleVerdict {
    PASSED(text("passed", "通过")),
    FAILED(text("failed", "未通过")),
    /** It failed, and the baseline knows it. */
    KNOWN(text("known", "已知")),
    /** Nothing came by which it could be judged. */
    NOT_SEEN(text("not seen", "未观察到")),
    /** The probe itself is at fault. */
    BROKEN(text("broken", "探测出错"));

    private final Text words;

    RuleVerdict(Text words) {
        this.words = words;
    }

    public Text words() {
        return words;
    }

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
