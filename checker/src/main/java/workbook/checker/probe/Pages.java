package workbook.checker.probe;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the checks of pages are made.
 *
 * @param browser the browser to use; any that is found when empty
 * @param offered whether a server that is not of the workbook has a page at {@code GET /}
 * @param app what stands in {@code app.js}, instead of the file of the task
 */
public record Pages(Optional<Path> browser, boolean offered, Optional<String> app) {

    public static final Pages USUAL = new Pages(Optional.empty(), false, Optional.empty());

    /** A page with another script, for whoever tests the checks. */
    public static Pages withApp(String app) {
        return new Pages(Optional.empty(), false, Optional.of(app));
    }
}
