package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a baseline of known failures.
 *
 * <pre>{@code
 * known:
 *   - rule: open/6
 *     reason: our nginx has buffering switched off
 * }</pre>
 */
public final class BaselineReader {

    private BaselineReader() {}

    /**
     * The reasons by the id of the rule.
     *
     * @param rules the ids that there are
     * @throws ConfigFault if the file cannot be read, or an entry names no rule or has no reason
     */
    public static Map<String, String> read(Path file, Set<String> rules) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (YamlNode entry : YamlNode.read(file).get("known").items()) {
            YamlNode rule = entry.get("rule");
            if (!rules.contains(rule.string())) {
                throw rule.fault(text("there is no rule \"%s\"", "没有规则 \"%s\"", rule.string()));
            }
            YamlNode reason = entry.get("reason");
            if (reason.string().isBlank()) {
                throw reason.fault(text("a known failure needs a reason", "已知的失败需要写明原因"));
            }
            if (reasons.put(rule.string(), reason.string()) != null) {
                throw rule.fault(text("the rule \"%s\" is there twice", "规则 \"%s\" 重复", rule.string()));
            }
        }
        return reasons;
    }
}
