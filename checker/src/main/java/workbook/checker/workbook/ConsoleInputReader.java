package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.workbook.ConsoleInput.Body;
import workbook.checker.workbook.ConsoleInput.Destination;
import workbook.checker.workbook.ConsoleInput.EventStream;
import workbook.checker.workbook.ConsoleInput.JsonBody;
import workbook.checker.workbook.ConsoleInput.LogFile;
import workbook.checker.workbook.ConsoleInput.PlainBody;
import workbook.checker.workbook.ConsoleInput.Post;
import workbook.checker.workbook.ConsoleInput.Prefix;

/** Reads the key {@code send} of a task. */
final class ConsoleInputReader {

    private static final Set<String> OF_A_POST =
            Set.of("hint", "sample", "post", "json", "prefix", "headers", "stream", "many");
    private static final Set<String> OF_A_FILE = Set.of("hint", "sample", "append");

    private ConsoleInputReader() {}

    static ConsoleInput read(YamlNode node) {
        return new ConsoleInput(node.get("hint").bilingual(), node.get("sample").string(), destination(node));
    }

    private static Destination destination(YamlNode node) {
        Optional<YamlNode> post = node.find("post");
        Optional<YamlNode> append = node.find("append");
        if (post.isPresent() == append.isPresent()) {
            throw node.fault(text(
                    "give either \"post\", a path of the server, or \"append\", a file of the solution",
                    "请在 \"post\"（服务器的路径）和 \"append\"（参考答案目录中的文件）中选一个"));
        }
        requireKnown(node, post.isPresent() ? OF_A_POST : OF_A_FILE);
        return post.isPresent() ? post(node, post.get()) : new LogFile(file(append.orElseThrow()));
    }

    private static void requireKnown(YamlNode node, Set<String> known) {
        node.entries()
                .filter(entry -> !known.contains(entry.name()))
                .findFirst()
                .ifPresent(entry -> {
                    throw entry.value()
                            .fault(text(
                                    "the key \"%s\" does not belong here; known: %s",
                                    "此处不能有键 \"%s\"；可用的键：%s",
                                    entry.name(),
                                    String.join(", ", known.stream().sorted().toList())));
                });
    }

    private static Post post(YamlNode node, YamlNode path) {
        if (!path.string().startsWith("/")) {
            throw path.fault(text("the path must begin with /, found \"%s\"", "路径必须以 / 开头，实际是 \"%s\"", path.string()));
        }
        Body body = body(node);
        boolean many = node.find("many").map(YamlNode::bool).orElse(false);
        if (many && !(body instanceof PlainBody)) {
            throw node.get("many").fault(text("only plain text can be sent many times", "只有纯文本才能成批发送"));
        }
        return new Post(
                path.string(),
                body,
                node.find("headers").map(ConsoleInputReader::headers).orElse(Map.of()),
                node.find("stream").map(ConsoleInputReader::stream).orElse(EventStream.EVENTS),
                many);
    }

    private static Body body(YamlNode node) {
        Optional<Prefix> prefix = node.find("prefix").map(ConsoleInputReader::prefix);
        Optional<YamlNode> key = node.find("json");
        if (key.isEmpty() && prefix.isPresent()) {
            throw node.get("prefix")
                    .fault(text(
                            "\"prefix\" needs \"json\", the key of the other words",
                            "\"prefix\" 需要配合 \"json\"（其余文字的键）"));
        }
        return key.<Body>map(name -> new JsonBody(name.string(), prefix)).orElse(new PlainBody());
    }

    private static Prefix prefix(YamlNode node) {
        List<YamlNode.Entry> entries = node.entries().toList();
        if (entries.size() != 1 || entries.getFirst().value().items().isEmpty()) {
            throw node.fault(text("expected one key with a list of words", "此处应为一个键和一组词"));
        }
        YamlNode.Entry entry = entries.getFirst();
        return new Prefix(
                entry.name(),
                entry.value().items().stream().map(YamlNode::string).toList());
    }

    private static Map<String, String> headers(YamlNode node) {
        Map<String, String> headers = new HashMap<>();
        node.entries().forEach(entry -> headers.put(entry.name(), entry.value().string()));
        return headers;
    }

    private static EventStream stream(YamlNode node) {
        return Arrays.stream(EventStream.values())
                .filter(stream -> word(stream).equals(node.string()))
                .findFirst()
                .orElseThrow(() -> node.fault(text(
                        "expected one of %s, found \"%s\"",
                        "应为 %s 之一，实际是 \"%s\"",
                        Stream.of(EventStream.values())
                                .map(ConsoleInputReader::word)
                                .collect(Collectors.joining(", ")),
                        node.string())));
    }

    private static String word(EventStream stream) {
        return stream.name().toLowerCase(Locale.ROOT);
    }

    private static String file(YamlNode node) {
        Path path = Path.of(node.string()).normalize();
        if (path.isAbsolute() || path.startsWith("..") || node.string().isBlank()) {
            throw node.fault(text(
                    "expected a file below the folder of the solution, found \"%s\"",
                    "应为参考答案目录中的文件，实际是 \"%s\"", node.string()));
        }
        return node.string();
    }
}
