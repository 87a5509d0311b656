package workbook.checker.classroom.serving;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files of a page, from the folder {@code web} of the class path. No other file can be requested. */
public final class WebFiles {

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    private WebFiles() {}

    /**
     * Registers a route for each file.
     *
     * @param policy the Content-Security-Policy of the page
     * @param files names of files by their paths
     */
    public static void serve(HttpRouting.Builder routing, String policy, Map<String, String> files) {
        files.forEach((path, name) -> {
            byte[] bytes = read(name).orElseThrow(() -> new IllegalStateException("no web/" + name));
            String type = type(name);
            routing.get(path, (req, res) -> {
                res.header(HeaderNames.CONTENT_TYPE, type);
                res.header(HeaderNames.CACHE_CONTROL, "no-cache");
                res.header(HeaderNames.create("Content-Security-Policy"), policy);
                res.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
                res.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
                res.send(bytes);
            });
        });
    }

    /** A file such as {@code board/index.html}. */
    public static Optional<byte[]> read(String name) {
        try (InputStream in = WebFiles.class.getResourceAsStream("/web/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content type of a file, by the ending of its name. */
    public static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1)) + "; charset=utf-8";
    }
}
