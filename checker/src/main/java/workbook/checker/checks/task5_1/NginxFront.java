package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import workbook.checker.checks.task5_1.NginxConf.Directive;
import workbook.checker.checks.task5_1.NginxConf.Unreadable;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;
import workbook.checker.wire.Certificate;

/** The learner's {@code nginx.conf}, and a real nginx that runs with it. */
final class NginxFront {

    static final String FILE = "src/main/nginx/nginx.conf";

    private static final String SHOWN = "nginx.conf";

    private final Probe probe;
    private final NginxConf conf;

    private NginxFront(Probe probe, NginxConf conf) {
        this.probe = probe;
        this.conf = conf;
    }

    /**
     * Reads the file.
     *
     * @throws CheckSkipped if it is not a folder of the workbook that is graded
     */
    static NginxFront read(Probe probe) {
        Path file = probe.files()
                .orElseThrow(() -> new CheckSkipped(text(
                        "nginx.conf is a file of the workbook, which --url and --exec do not look at",
                        "nginx.conf 是练习册里的文件，--url 和 --exec 不检查它")))
                .resolve(FILE);
        try {
            NginxFront front = new NginxFront(probe, NginxConf.read(Files.readString(file)));
            front.requireProxy();
            return front;
        } catch (IOException missing) {
            throw Fault.expected(same(FILE))
                    .received(text("no such file, or it cannot be read", "没有这个文件，或无法读取"))
                    .failure();
        } catch (Unreadable fault) {
            throw unreadable(fault.complaint());
        }
    }

    private static CheckFailure unreadable(Text complaint) {
        return Fault.expected(text("a file that nginx can read", "nginx 能读懂的文件"))
                .received(complaint)
                .why(text("a file with a mistake in it stops all of nginx", "文件里有一处错，整个 nginx 都起不来"))
                .likely(likely(complaint))
                .failure();
    }

    private static Text likely(Text complaint) {
        if (complaint.en().contains("\"http2\"")) {
            return text(
                    "\"http2 on;\" is known from nginx 1.25.1 on; every version knows \"listen … ssl http2;\"",
                    "\"http2 on;\" 从 nginx 1.25.1 起才有；\"listen … ssl http2;\" 各版本都认");
        }
        if (complaint.en().contains("ssl_certificate")) {
            return text(
                    "whoever listens with ssl needs ssl_certificate and ssl_certificate_key",
                    "带 ssl 监听，就要有 ssl_certificate 和 ssl_certificate_key");
        }
        return text("a typing error, or a semicolon that is missing on the line before", "拼写错误，或者上一行少了分号");
    }

    private void requireProxy() {
        if (conf.proxy().isEmpty() || conf.listens().isEmpty()) {
            throw unreadable(
                    conf.proxy().isEmpty()
                            ? text("no proxy_pass in it: nobody is asked for the stream", "里面没有 proxy_pass：没有去要这个流")
                            : text("no listen beside the proxy_pass", "proxy_pass 所在的 server 里没有 listen"));
        }
    }

    /** Without nginx a mistake that can be seen in the file still is one; what cannot be seen there is not known. */
    <T> T measured(boolean suspect, Function<Text, CheckFailure> verdict, Supplier<T> run) {
        try {
            return run.get();
        } catch (CheckSkipped noNginx) {
            if (suspect) {
                throw verdict.apply(text("not measured, since nginx is not installed", "没有安装 nginx，未实测"));
            }
            throw noNginx;
        }
    }

    NginxConf conf() {
        return conf;
    }

    /** Where a directive stands in the file, or that it is missing, in words. */
    Text place(String name) {
        return conf.inForce(name)
                .map(directive -> text(
                        "line %d of %s: %s",
                        "%2$s 第 %1$d 行：%3$s",
                        directive.line(),
                        SHOWN,
                        same(name + " " + WireText.escape(directive.argument()))))
                .orElse(text("%s has no %s", "%s 里没有 %s", SHOWN, name));
    }

    /**
     * Starts nginx in front of a server.
     *
     * @param upstream port of that server
     * @param factor how much faster its clock runs
     * @return the address to ask for a stream
     */
    URI start(int upstream, int factor, boolean tls) {
        return start(upstream, tls, copy -> copy.faster(NginxCopy.READ_TIMEOUT, factor));
    }

    /**
     * Starts nginx in front of a server.
     *
     * @param upstream port of that server
     * @param change what else is other than in the learner's file
     * @return the address to ask for a stream
     */
    URI start(int upstream, boolean tls, UnaryOperator<NginxCopy> change) {
        Path folder = probe.folder();
        Certificate certificate = probe.certificate();
        NginxCopy copy = change.apply(new NginxCopy(conf, folder)
                .listen(probe::freePort)
                .upstream(upstream)
                .certificate(certificate.certificate(), certificate.key()));
        Directive listen = listen(tls);
        int port = copy.port(listen);
        Optional<String> complaint = probe.nginx(write(folder, copy.text()), port);
        if (complaint.isPresent()) {
            throw unreadable(same(WireText.escape(emergency(complaint.get(), folder))));
        }
        return URI.create((listen.has("ssl") ? "https://localhost:" : "http://127.0.0.1:") + port + "/events");
    }

    /** The listen directive to ask at: one without TLS if there is one, unless the check is about TLS. */
    private Directive listen(boolean tls) {
        return conf.listens().stream()
                .filter(listen -> listen.has("ssl") == tls)
                .findFirst()
                .orElse(conf.listens().getFirst());
    }

    /** The line of the output that says why nginx stopped, as if it were about the learner's file. */
    private static String emergency(String output, Path folder) {
        return output.lines()
                .filter(line -> line.contains("[emerg]"))
                .findFirst()
                .orElse(output.lines().findFirst().orElse("it ended without a word"))
                .replaceFirst("^.*\\[emerg] (\\d+#\\d+: )?", "")
                .replace(folder + "/", "");
    }

    private static Path write(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve(SHOWN), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the learner's server tells a proxy with its headers. */
    static String accel(Connection direct) {
        return direct.awaitHead(Duration.ZERO)
                .flatMap(head -> head.headers().first("x-accel-buffering"))
                .map(value -> "X-Accel-Buffering: " + value + "\r\n")
                .orElse("");
    }
}
