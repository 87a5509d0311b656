package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the two files of {@code config/}. Every fault in them is a {@link ConfigFault} with file and line. */
public final class WorkbookReader {

    private WorkbookReader() {}

    /**
     * Reads {@code config/workbook.yaml}.
     *
     * @throws ConfigFault if the file cannot be read or says something impossible
     */
    public static Workbook workbook(Home home) {
        YamlNode root = YamlNode.read(home.registry());
        List<Chapter> chapters = root.get("chapters").items().stream()
                .map(WorkbookReader::chapter)
                .toList();
        Set<String> known = distinctIds(root);
        List<Step> order = root.get("order").items().stream()
                .map(step -> step(step, known))
                .toList();
        return new Workbook(root.get("workbook").string(), chapters, order);
    }

    /**
     * Reads {@code config/checker.yaml}.
     *
     * @throws ConfigFault if the file cannot be read or a knob is missing
     */
    public static Knobs knobs(Home home) {
        YamlNode root = YamlNode.read(home.knobs());
        YamlNode factor = root.get("clock").get("factor");
        if (factor.integer() < 1) {
            throw factor.fault(text("the factor must be 1 or more", "倍数必须不小于 1"));
        }
        YamlNode limits = root.get("limits");
        return new Knobs(
                factor.integer(),
                limits.get("start").positiveDuration(),
                limits.get("answer").positiveDuration(),
                limits.get("stop").positiveDuration(),
                limits.get("slack").positiveDuration());
    }

    private static Chapter chapter(YamlNode node) {
        return new Chapter(
                node.get("number").integer(),
                node.get("title").bilingual(),
                node.find("beyond").map(YamlNode::bool).orElse(false),
                node.get("tasks").items().stream().map(WorkbookReader::task).toList());
    }

    private static Task task(YamlNode node) {
        String id = matching(node.get("id"), Task.ID, "2.1");
        String slug = matching(node.get("slug"), Task.SLUG, "first-stream");
        Map<String, String> config =
                node.find("config").map(WorkbookReader::config).orElse(Map.of());
        return new Task(
                id,
                slug,
                node.get("title").bilingual(),
                config,
                node.find("send").map(ConsoleInputReader::read));
    }

    private static Map<String, String> config(YamlNode node) {
        Map<String, String> config = new HashMap<>();
        node.entries().forEach(entry -> {
            if (config.put(entry.name(), entry.value().string()) != null) {
                throw entry.value().fault(text("the key \"%s\" is there twice", "键 \"%s\" 重复", entry.name()));
            }
        });
        return config;
    }

    private static Step step(YamlNode node, Set<String> known) {
        List<String> tasks = node.get("tasks").items().stream()
                .map(item -> {
                    if (!known.contains(item.string())) {
                        throw item.fault(text("no chapter has a task \"%s\"", "没有编号为 \"%s\" 的任务", item.string()));
                    }
                    return item.string();
                })
                .toList();
        return new Step(tasks, node.get("outcome").bilingual());
    }

    private static Set<String> distinctIds(YamlNode root) {
        Set<String> ids = new HashSet<>();
        for (YamlNode chapter : root.get("chapters").items()) {
            for (YamlNode task : chapter.get("tasks").items()) {
                YamlNode id = task.get("id");
                if (!ids.add(id.string())) {
                    throw id.fault(text("the id %s is used twice", "编号 %s 重复", id.string()));
                }
            }
        }
        return ids;
    }

    private static String matching(YamlNode node, Pattern pattern, String example) {
        if (!pattern.matcher(node.string()).matches()) {
            throw node.fault(text("\"%s\" is not of the form %s", "\"%s\" 的格式不对，应类似 %s", node.string(), example));
        }
        return node.string();
    }
}
