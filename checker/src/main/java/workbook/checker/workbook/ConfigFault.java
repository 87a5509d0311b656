package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import workbook.checker.text.Text;

/**
 * Thrown for a configuration file that cannot be used. The sentence names the file, the line, what is wrong and what to
 * do.
 */
public final class ConfigFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;
    private final transient Text complaint;

    private ConfigFault(Text sentence, Text complaint, Throwable cause) {
        super(sentence.en(), cause);
        this.sentence = sentence;
        this.complaint = complaint;
    }

    static ConfigFault at(Path file, int line, Text problem) {
        return new ConfigFault(
                text("%s, line %d: %s", "%s，第 %d 行：%s", file, line, problem),
                text("line %d: %s", "第 %d 行：%s", line, problem),
                null);
    }

    static ConfigFault in(Path file, Text problem, Throwable cause) {
        return new ConfigFault(text("%s: %s", "%s：%s", file, problem), problem, cause);
    }

    static ConfigFault noWorkbook(Path start) {
        Text problem = text(
                "No config/workbook.yaml in %s or above it. Start ./sse in the folder of the workbook.",
                "%s 及其上级目录中都没有 config/workbook.yaml。请在练习册目录中运行 ./sse。", start);
        return new ConfigFault(problem, problem, null);
    }

    public Text sentence() {
        return sentence;
    }

    /** The sentence without the name of the file, for a place that names it already. */
    public Text complaint() {
        return complaint;
    }
}
