package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** An {@code answers.yaml} as the learner filled it in. It does not know the right answers. */
public record AnswerSheet(List<Answer> answers) {

    /**
     * The value of one key.
     *
     * @param key the path of keys that leads to it, for example {@code fetch.post}
     * @param value empty when nothing is filled in
     * @param line its line number, counted from 1
     */
    public record Answer(String key, String value, int line) {}

    /**
     * Reads a file of keys and values; mappings may be nested.
     *
     * @throws ConfigFault if it cannot be read, is no such YAML, or has a key twice
     */
    public static AnswerSheet read(Path file) {
        List<Answer> answers = new ArrayList<>();
        collect("", YamlNode.read(file), answers);
        return new AnswerSheet(List.copyOf(answers));
    }

    private static void collect(String prefix, YamlNode mapping, List<Answer> answers) {
        Set<String> names = new HashSet<>();
        mapping.entries().forEach(entry -> {
            if (!names.add(entry.name())) {
                throw entry.value().fault(text("the key \"%s\" is there twice", "键 \"%s\" 重复", entry.name()));
            }
            if (entry.value().node() instanceof MappingNode) {
                collect(prefix + entry.name() + ".", entry.value(), answers);
            } else {
                String value = entry.value().isNull() ? "" : entry.value().string();
                answers.add(new Answer(
                        prefix + entry.name(), value.strip(), entry.value().line()));
            }
        });
    }
}
