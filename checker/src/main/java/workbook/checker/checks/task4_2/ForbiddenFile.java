package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/** A file beside the log that nobody may see, and requests that ask for it in every way that has ever worked. */
final class ForbiddenFile {

    private static final List<String> PARAMETERS =
            List.of("file", "path", "log", "name", "f", "filename", "logfile", "log.file", "source", "after");

    private final FollowedLog log;
    private final Path secret;
    private final String words;

    private ForbiddenFile(FollowedLog log) {
        this.log = log;
        this.secret = log.file().resolveSibling("secret.txt");
        this.words = "the secret is " + log.server().word();
    }

    static void require(FollowedLog log) {
        ForbiddenFile file = new ForbiddenFile(log);
        file.hide();
        file.requireUnseen();
    }

    private void hide() {
        try {
            Files.writeString(secret, (words + "\n").repeat(FollowedLog.BACKLOG * 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (String name : names()) {
            PARAMETERS.forEach(parameter -> paths.add("/events?" + parameter + "=" + name));
        }
        paths.add("/events/secret.txt");
        paths.add("/secret.txt");
        paths.add("/%2e%2e/secret.txt");
        paths.add("/events/..%2fsecret.txt");
        paths.add("/events/%2e%2e%5csecret.txt");
        paths.add("/events" + secret);
        paths.add("/events?" + names().getFirst());
        return paths;
    }

    private List<String> names() {
        return Stream.of(
                        secret.toString(),
                        "secret.txt",
                        "../" + secret.getParent().getFileName() + "/secret.txt")
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .toList();
    }

    /** Sends all requests at once. Then a line is written, so that a stream that follows the log has an event, too. */
    private void requireUnseen() {
        Probe probe = log.server();
        List<String> paths = paths();
        List<Connection> connections = new ArrayList<>(probe.atOnce(paths.size(), n -> probe.get(paths.get(n))));
        connections.add(probe.get("/events", LogViewer.LAST_EVENT_ID, secret.toString()));
        connections.add(probe.get("/events", "X-Log-File", secret.toString()));
        connections.forEach(connection -> log.watched(connection).awaitHead(probe.answer()));
        log.append(1);
        for (Connection connection : connections) {
            connection.await(() -> contains(connection) || connection.eventCount() > 0, probe.slack());
            if (contains(connection)) {
                throw fault(connection);
            }
        }
    }

    private boolean contains(Connection connection) {
        return new String(connection.body(), StandardCharsets.UTF_8).contains(words);
    }

    private CheckFailure fault(Connection connection) {
        return Fault.expected(text("lines of the configured log and no other file", "只发配置的那个日志，不发别的文件"))
                .received(text("what stands in a file beside it", "旁边另一个文件里的内容"))
                .why(text(
                        "whoever may choose the file may read every file that the server may read",
                        "谁能选择文件，谁就能读到服务器读得到的一切"))
                .likely(text(
                        "a name from the request becomes a path: take it from the configuration alone",
                        "请求里的名字被当成了路径：路径只能来自配置"))
                .on(connection)
                .failure();
    }
}
