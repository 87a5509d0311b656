package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import workbook.checker.text.Text;

/** A place in a YAML file. It knows its line, so that every complaint can name it. */
record YamlNode(Path file, Node node) {

    /** The value of a key. */
    YamlNode get(String key) {
        return find(key).orElseThrow(() -> fault(text("the key \"%s\" is missing", "缺少键 \"%s\"", key)));
    }

    Optional<YamlNode> find(String key) {
        return entries()
                .filter(entry -> entry.name().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** A key of a mapping and what it holds. */
    record Entry(String name, YamlNode value) {}

    Stream<Entry> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw fault(text("expected \"key: value\" lines", "此处应为 \"key: value\" 形式"));
        }
        return mapping.getValue().stream().map(this::entry);
    }

    private Entry entry(NodeTuple tuple) {
        return new Entry(new YamlNode(file, tuple.getKeyNode()).string(), new YamlNode(file, tuple.getValueNode()));
    }

    List<YamlNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw fault(text("expected a list (\"- …\" lines or […])", "此处应为列表（\"- …\" 或 […]）"));
        }
        return sequence.getValue().stream()
                .map(item -> new YamlNode(file, item))
                .toList();
    }

    String string() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw fault(text("expected one value", "此处应为单个值"));
    }

    int integer() {
        try {
            return Integer.parseInt(string());
        } catch (NumberFormatException e) {
            throw fault(text("expected a whole number, found \"%s\"", "此处应为整数，实际是 \"%s\"", string()));
        }
    }

    Duration duration() {
        try {
            return Duration.parse(string());
        } catch (DateTimeException e) {
            throw fault(text(
                    "expected an ISO-8601 duration such as PT0.5S, found \"%s\"",
                    "此处应为 ISO-8601 时长（例如 PT0.5S），实际是 \"%s\"", string()));
        }
    }

    /** A duration of more than nothing. */
    Duration positiveDuration() {
        Duration duration = duration();
        if (!duration.isPositive()) {
            throw fault(
                    text("expected a duration of more than nothing, found \"%s\"", "此处应为正的时长，实际是 \"%s\"", string()));
        }
        return duration;
    }

    /** A text in both languages: {@code {en: …, zh: …}}. */
    Text bilingual() {
        return new Text(get("en").string(), get("zh").string());
    }

    ConfigFault fault(Text problem) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        return ConfigFault.at(file, line, problem);
    }
}
