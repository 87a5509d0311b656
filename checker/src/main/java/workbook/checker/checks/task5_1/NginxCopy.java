package workbook.checker.checks.task5_1;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.checks.task5_1.NginxConf.Directive;
import workbook.checker.checks.task5_1.NginxConf.Word;

/**
 * The learner's file as nginx is given it: the same, but for ports, folders, the certificate and, on the fast clock, the
 * read timeout.
 */
final class NginxCopy {

    /** nginx has a folder for each of them, whether it is used or not. */
    private static final List<String> FOLDERS = List.of(
            "client_body_temp_path", "proxy_temp_path", "fastcgi_temp_path", "uwsgi_temp_path", "scgi_temp_path");

    /** What is for the checker to say, since it starts and ends this nginx. */
    private static final Set<String> LEFT_OUT = Set.of("user", "daemon", "master_process", "pid");

    static final String READ_TIMEOUT = "proxy_read_timeout";

    /** What each timeout is that the file does not name. */
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern PROXIED = Pattern.compile("https?://([^/$]+)(.*)");
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m|h|d|)");

    private record Edit(int start, int end, String text) {}

    private final NginxConf conf;
    private final Path folder;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();

    NginxCopy(NginxConf conf, Path folder) {
        this.conf = conf;
        this.folder = folder;
        LEFT_OUT.forEach(name -> conf.all(name).forEach(this::leaveOut));
        conf.all("error_log").forEach(log -> first(log, "stderr"));
        conf.all("access_log").forEach(this::leaveOut);
        FOLDERS.forEach(name -> conf.all(name).forEach(this::leaveOut));
        conf.root().children("http").forEach(http -> insert(http, " access_log off;" + folders()));
    }

    private String folders() {
        StringBuilder all = new StringBuilder();
        for (String name : FOLDERS) {
            all.append(' ')
                    .append(name)
                    .append(" \"")
                    .append(slashed(folder.resolve(name)))
                    .append("\";");
        }
        return all.toString();
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** Every address that is listened on becomes a free port of 127.0.0.1, with the same parameters. */
    NginxCopy listen(IntSupplier freePort) {
        conf.all("listen")
                .forEach(listen -> first(
                        listen,
                        "127.0.0.1:" + ports.computeIfAbsent(listen.argument(), address -> freePort.getAsInt())));
        return this;
    }

    /** Where nginx listens now instead of there. */
    int port(Directive listen) {
        return ports.get(listen.argument());
    }

    /** All requests go there, whatever the file says. */
    NginxCopy upstream(int port) {
        String there = "127.0.0.1:" + port;
        List<Directive> groups = conf.all("upstream").toList();
        groups.forEach(group -> group.children("server").forEach(server -> first(server, there)));
        Set<String> names = Set.copyOf(groups.stream().map(Directive::argument).toList());
        conf.all("proxy_pass").forEach(pass -> {
            Matcher url = PROXIED.matcher(pass.argument());
            if (url.matches() && !names.contains(url.group(1))) {
                first(pass, "http://" + there + url.group(2));
            }
        });
        return this;
    }

    NginxCopy certificate(Path certificate, Path key) {
        conf.all("ssl_certificate").forEach(directive -> first(directive, '"' + slashed(certificate) + '"'));
        conf.all("ssl_certificate_key").forEach(directive -> first(directive, '"' + slashed(key) + '"'));
        return this;
    }

    /** Makes every timeout of this name shorter by this factor. */
    NginxCopy faster(String name, int factor) {
        conf.all(name).forEach(timeout -> duration(timeout.argument())
                .ifPresent(value -> first(timeout, Math.max(1, value / factor) + "ms")));
        conf.root().children("http").stream()
                .filter(http -> http.children(name).isEmpty())
                .forEach(http -> insert(http, " " + name + " " + USUAL_TIMEOUT.toMillis() / factor + "ms;"));
        return this;
    }

    /** Makes every number of connections that are let in smaller by this factor. */
    NginxCopy fewerConnections(int factor) {
        conf.all("limit_conn")
                .map(Directive::words)
                .filter(words -> words.size() == 3)
                .forEach(words -> {
                    Word most = words.get(2);
                    if (most.value().matches("\\d{1,9}")) {
                        edits.add(new Edit(
                                most.start(),
                                most.end(),
                                String.valueOf(Math.max(1, Integer.parseInt(most.value()) / factor))));
                    }
                });
        return this;
    }

    /** The read timeout that holds where requests are passed on. */
    static Optional<Duration> readTimeout(NginxConf conf) {
        Optional<Directive> said = conf.inForce(READ_TIMEOUT);
        if (said.isEmpty()) {
            return Optional.of(USUAL_TIMEOUT);
        }
        OptionalLong millis = duration(said.get().argument());
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    /** A time of nginx in milliseconds: {@code 90}, {@code 90s}, {@code 1m30s}. */
    private static OptionalLong duration(String words) {
        long millis = 0;
        int end = 0;
        for (Matcher part = TIME.matcher(words); end < words.length(); end = part.end()) {
            if (!part.find(end) || part.start() != end) {
                return OptionalLong.empty();
            }
            millis += Long.parseLong(part.group(1))
                    * switch (part.group(2)) {
                        case "ms" -> 1L;
                        case "m" -> 60_000L;
                        case "h" -> 3_600_000L;
                        case "d" -> 86_400_000L;
                        default -> 1_000L;
                    };
        }
        return words.isEmpty() ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private void leaveOut(Directive directive) {
        edits.add(new Edit(directive.words().getFirst().start(), directive.end(), ""));
    }

    private void first(Directive directive, String value) {
        directive.arguments().stream().findFirst().ifPresent((Word word) -> {
            edits.add(new Edit(word.start(), word.end(), value));
        });
    }

    private void insert(Directive block, String words) {
        edits.add(new Edit(block.open(), block.open(), words));
    }

    /** The text with all changes, line for line. */
    String text() {
        StringBuilder text = new StringBuilder(conf.text());
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .forEach(edit -> text.replace(edit.start(), edit.end(), edit.text()));
        return text.toString();
    }
}
