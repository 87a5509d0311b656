package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import workbook.checker.text.Text;

/** A place in a YAML file. It knows its line, so that every complaint can name it. */
record YamlNode(Path file, Node node) {

    /**
     * Reads a whole file.
     *
     * @throws ConfigFault if it cannot be read or is not YAML
     */
    static YamlNode read(Path file) {
        try {
            String yaml = Files.readString(file, StandardCharsets.UTF_8);
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            return new Compose(settings)
                    .composeString(yaml)
                    .map(node -> new YamlNode(file, node))
                    .orElseThrow(() -> ConfigFault.at(file, 1, text("the file is empty", "文件是空的")));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw ConfigFault.at(file, line, text("this is no YAML: %s", "不是合法的 YAML：%s", Text.same(e.getProblem())));
        } catch (YamlEngineException e) {
            throw ConfigFault.in(file, Text.same(String.valueOf(e.getMessage())), e);
        } catch (CharacterCodingException e) {
            throw ConfigFault.in(
                    file, text("its bytes are not UTF-8; save it as UTF-8", "文件不是 UTF-8 编码；请另存为 UTF-8"), e);
        } catch (NoSuchFileException e) {
            throw ConfigFault.in(file, text("the file is missing", "文件不存在"), e);
        } catch (IOException e) {
            throw ConfigFault.in(file, text("cannot be read (%s)", "无法读取（%s）", e), e);
        }
    }

    /** Returns the value of a key. */
    YamlNode get(String key) {
        return find(key).orElseThrow(() -> fault(text("the key \"%s\" is missing", "缺少键 \"%s\"", key)));
    }

    Optional<YamlNode> find(String key) {
        return entries()
                .filter(entry -> entry.name().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** A key of a mapping, with its value. */
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

    boolean bool() {
        return switch (string()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw fault(text("expected true or false, found \"%s\"", "此处应为 true 或 false，实际是 \"%s\"", string()));
        };
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

    /** Returns a duration greater than zero. */
    Duration positiveDuration() {
        Duration duration = duration();
        if (!duration.isPositive()) {
            throw fault(
                    text("expected a duration of more than nothing, found \"%s\"", "此处应为正的时长，实际是 \"%s\"", string()));
        }
        return duration;
    }

    /** Returns a text in both languages: {@code {en: …, zh: …}}. */
    Text bilingual() {
        return new Text(get("en").string(), get("zh").string());
    }

    /** Whether the value is missing or {@code null}. */
    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    ConfigFault fault(Text problem) {
        return ConfigFault.at(file, line(), problem);
    }
}
