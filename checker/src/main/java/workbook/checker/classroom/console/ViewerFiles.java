package workbook.checker.classroom.console;

import java.util.Map;
import java.util.Optional;
import workbook.checker.classroom.proxy.OwnFiles;
import workbook.checker.classroom.serving.WebFiles;

/** The given viewer, which stands in for the page of a task without one. It has the origin of the task's server. */
final class ViewerFiles implements OwnFiles {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors http://127.0.0.1:* http://localhost:*";

    private static final Map<String, String> FILES = Map.of(
            "", "live/viewer.html",
            "viewer.js", "live/viewer.js",
            "viewer.css", "live/viewer.css",
            "page.js", "page.js",
            "workbook.css", "workbook.css");

    @Override
    public Optional<Content> find(String path) {
        return Optional.ofNullable(FILES.get(path.substring(PREFIX.length())))
                .flatMap(name -> WebFiles.read(name).map(bytes -> new Content(WebFiles.type(name), POLICY, bytes)));
    }
}
