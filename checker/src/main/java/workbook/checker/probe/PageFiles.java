package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.http.End;
import workbook.checker.http.WireLimits;
import workbook.checker.scripted.Site.Content;
import workbook.checker.wire.WireClient;
import workbook.checker.wire.WireExchange;
import workbook.checker.wire.WireRequest;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** The files of a task's page: those of the learner, then the given ones; or those of a foreign server. */
sealed interface PageFiles {

    Optional<Content> find(String path);

    /**
     * @param limit time for one file of a foreign server
     * @throws CheckSkipped if the target has no page
     */
    static PageFiles of(TestedServer session, GradingOptions options, Duration limit) {
        if (options.pages().app().isPresent()) {
            String app = options.pages().app().get();
            return new Edited(app, new Folders(folders(options.home(), Tree.EXERCISES, session.task())));
        }
        if (options.target() instanceof Target.Folder(var tree)) {
            return new Folders(folders(options.home(), tree, session.task()));
        }
        if (options.pages().offered()) {
            return new Foreign(session.base(), limit);
        }
        throw new CheckSkipped(text(
                "this is about a page: if GET / of your server has one, say so with --with-page",
                "此项检查的是页面：如果你的服务器在 GET / 提供页面，请加上 --with-page"));
    }

    private static List<Path> folders(Home home, Tree tree, Task task) {
        Path web = home.root().resolve("web");
        return List.of(home.folder(tree, task).resolve("src/main/resources/web"), web.resolve(task.folder()), web);
    }

    /** Files in folders; of several files with one name, that in the first folder counts. */
    record Folders(List<Path> folders) implements PageFiles {

        private static final Map<String, String> TYPES = Map.of(
                "html", "text/html; charset=utf-8",
                "js", "text/javascript; charset=utf-8",
                "css", "text/css; charset=utf-8",
                "json", "application/json",
                "svg", "image/svg+xml");

        @Override
        public Optional<Content> find(String path) {
            String name = path.equals("/") ? "index.html" : path.substring(1);
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return folders.stream()
                    .flatMap(folder -> in(folder, name))
                    .findFirst()
                    .map(file -> new Content(type, bytes(file)));
        }

        private static Stream<Path> in(Path folder, String name) {
            try {
                Path file = folder.resolve(name).normalize();
                return file.startsWith(folder) && Files.isRegularFile(file) ? Stream.of(file) : Stream.empty();
            } catch (InvalidPathException e) {
                return Stream.empty();
            }
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The files of an empty page. */
    enum Nothing implements PageFiles {
        PAGE;

        private static final String HTML =
                "<!doctype html><title>empty</title><link rel=\"icon\" href=\"data:,\"><p>empty</p>";

        @Override
        public Optional<Content> find(String path) {
            return path.equals("/")
                    ? Optional.of(new Content("text/html; charset=utf-8", HTML.getBytes(StandardCharsets.UTF_8)))
                    : Optional.empty();
        }
    }

    /** The files of a page, with another script in place of {@code app.js}. */
    record Edited(String app, PageFiles others) implements PageFiles {
        @Override
        public Optional<Content> find(String path) {
            return path.equals("/app.js")
                    ? Optional.of(new Content("text/javascript; charset=utf-8", app.getBytes(StandardCharsets.UTF_8)))
                    : others.find(path);
        }
    }

    /**
     * The files of a page that a foreign server offers.
     *
     * @param limit time for one file; without it, a server that has a stream at this address would hold the browser
     */
    record Foreign(URI server, Duration limit) implements PageFiles {

        private static final long LARGEST = 8 << 20;
        private static final WireLimits LIMITS = WireLimits.DEFAULT.withTotal(LARGEST);

        @Override
        public Optional<Content> find(String path) {
            return request(path).flatMap(this::file);
        }

        /** None for a path that is no part of a URI: browsers send what RFC 3986 leaves out, such as a bar. */
        private Optional<WireRequest> request(String path) {
            try {
                return Optional.of(WireRequest.get(server.resolve(path)));
            } catch (IllegalArgumentException none) {
                return Optional.empty();
            }
        }

        private Optional<Content> file(WireRequest request) {
            try (WireExchange file = WireClient.open(request, LIMITS, entry -> {})) {
                boolean whole = file.awaitEnd(limit).orElse(null) instanceof End.Complete;
                return file.head()
                        .filter(head -> whole && head.status() == 200)
                        .map(head -> head.headers().first("Content-Type").orElse("application/octet-stream"))
                        .map(type -> new Content(type, file.body().toByteArray()));
            }
        }
    }
}
