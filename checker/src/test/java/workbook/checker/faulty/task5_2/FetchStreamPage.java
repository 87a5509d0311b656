package workbook.checker.faulty.task5_2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.faulty.EditedPage;
import workbook.checker.workbook.Home;

/** The page of solution 5.2 in one script, so that one place in it can be another. */
final class FetchStreamPage {

    private static final Path WEB = Home.find().root().resolve("solutions/5.2-fetch-stream/src/main/resources/web");
    private static final String SCRIPT = Stream.of("event-stream.js", "ask.js", "app.js")
            .map(FetchStreamPage::read)
            .collect(Collectors.joining("\n", "import { language } from \"./page.js\";\n", ""));

    private FetchStreamPage() {}

    /** A module without its imports and exports. */
    private static String read(String module) {
        try {
            return Files.readString(WEB.resolve(module))
                    .replaceAll("(?m)^import .*\n", "")
                    .replaceAll("(?m)^export ", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EditedPage whole() {
        return EditedPage.whole(SCRIPT);
    }

    /**
     * The page with places changed.
     *
     * @param fromTo what stands there, what stands there instead, and so on
     */
    static EditedPage edited(String... fromTo) {
        String script = SCRIPT;
        for (int i = 0; i < fromTo.length; i += 2) {
            if (!script.contains(fromTo[i])) {
                throw new IllegalStateException("the page of solution 5.2 must have these lines:\n" + fromTo[i]);
            }
            script = script.replace(fromTo[i], fromTo[i + 1]);
        }
        return EditedPage.whole(script);
    }
}
