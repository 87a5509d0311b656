package workbook.checker.slips;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import workbook.checker.slips.Slip.Edit;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/** The slips that are kept in {@code slips}, one file for each task. */
final class Slips {

    private Slips() {}

    /** Of all tasks of the checklist, in its order. */
    static List<Slip> all() {
        return WorkbookReader.workbook(Home.find()).checklist().stream()
                .flatMap(task -> of(task).stream())
                .toList();
    }

    /** Of one task; none while nobody has written any. */
    static List<Slip> of(Task task) {
        String file = "/slips/" + task.id() + ".yaml";
        try (InputStream yaml = Slips.class.getResourceAsStream(file)) {
            if (yaml == null) {
                return List.of();
            }
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setSchema(new FailsafeSchema()) // all is text: -1 and null, too
                    .build();
            Object entries = new Load(settings).loadFromString(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
            return ((List<?>) entries)
                    .stream().map(entry -> slip(task, (Map<?, ?>) entry)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Slip slip(Task task, Map<?, ?> entry) {
        return new Slip(
                task.id(),
                text(entry, "name"),
                Path.of(text(entry, "file")),
                entry.get("edits") instanceof List<?> edits
                        ? edits.stream().map(edit -> edit((Map<?, ?>) edit)).toList()
                        : List.of(edit(entry)),
                text(entry, "check"),
                text(entry, "cause"),
                Slip.told(text(entry, "first")),
                entry.get("open") instanceof String why ? why : "");
    }

    private static Edit edit(Map<?, ?> entry) {
        return new Edit(text(entry, "from"), text(entry, "to"));
    }

    private static String text(Map<?, ?> entry, String key) {
        if (entry.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("a slip has no text for \"" + key + "\": " + entry);
    }
}
