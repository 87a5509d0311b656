package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import workbook.checker.files.TemporaryFolder;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.server.FreePort;
import workbook.checker.server.Nginx;
import workbook.checker.text.Clip;

/**
 * nginx in front of an endpoint: on one port with nothing but {@code proxy_pass}, on another with {@code proxy_buffering
 * off} beside it, which tells what comes of the buffers.
 */
final class ReverseProxy implements AutoCloseable {

    /** nginx ends a connection to a server that sends nothing for so long, unless told otherwise. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private static final int SHOWN = 200;

    private final Endpoint endpoint;
    private final int defaults;
    private final int unbuffered;
    private final TemporaryFolder folder;
    private final Nginx nginx;

    private ReverseProxy(Endpoint endpoint, int defaults, int unbuffered, TemporaryFolder folder, Nginx nginx) {
        this.endpoint = endpoint;
        this.defaults = defaults;
        this.unbuffered = unbuffered;
        this.folder = folder;
        this.nginx = nginx;
    }

    /** @throws CheckSkipped if nginx is not installed, or does not start */
    static ReverseProxy start(Endpoint endpoint, TimeScale scale) {
        Path program = Nginx.installed()
                .orElseThrow(() -> CheckSkipped.missing(text(
                        "nginx is not installed (Debian: apt install nginx-light)",
                        "没有安装 nginx（Debian：apt install nginx-light）")));
        TemporaryFolder folder = TemporaryFolder.create();
        Nginx nginx = null;
        try {
            int defaults = FreePort.pick();
            int unbuffered = FreePort.pick();
            String conf = conf(endpoint.uri(), scale, folder.path(), defaults, unbuffered);
            nginx = Nginx.start(program, Files.writeString(folder.path().resolve("nginx.conf"), conf), folder.path());
            if (!nginx.awaitPort(defaults) || !nginx.awaitPort(unbuffered)) {
                throw CheckSkipped.missing(text(
                        "nginx does not start: %s",
                        "nginx 无法启动：%s",
                        WireText.escape(Clip.characters(nginx.output().strip(), SHOWN))));
            }
            return new ReverseProxy(endpoint, defaults, unbuffered, folder, nginx);
        } catch (IOException | RuntimeException e) {
            if (nginx != null) {
                nginx.close();
            }
            folder.close();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private static String conf(URI target, TimeScale scale, Path folder, int defaults, int unbuffered) {
        String origin = target.getScheme() + "://" + target.getRawAuthority();
        // On the clock of a test the default is as much shorter as all other times.
        String timeout = scale.equals(TimeScale.REAL)
                ? ""
                : "proxy_read_timeout " + scale.of(READ_TIMEOUT).toMillis() + "ms;";
        String text =
                """
                worker_processes 1;
                events {}
                http {
                    access_log off;
                    client_body_temp_path "%1$s/body";
                    proxy_temp_path "%1$s/proxy";
                    fastcgi_temp_path "%1$s/fastcgi";
                    uwsgi_temp_path "%1$s/uwsgi";
                    scgi_temp_path "%1$s/scgi";
                    %2$s
                    server {
                        listen 127.0.0.1:%3$d;
                        location / {
                            proxy_pass %5$s;
                        }
                    }
                    server {
                        listen 127.0.0.1:%4$d;
                        location / {
                            proxy_pass %5$s;
                            proxy_buffering off;
                        }
                    }
                }
                """;
        return String.format(
                Locale.ROOT, text, folder.toString().replace('\\', '/'), timeout, defaults, unbuffered, origin);
    }

    /** The endpoint behind nothing but proxy_pass. */
    Endpoint withDefaults() {
        return at(defaults);
    }

    /** The endpoint behind a proxy that keeps no buffers. */
    Endpoint unbuffered() {
        return at(unbuffered);
    }

    private Endpoint at(int port) {
        URI uri = endpoint.uri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return endpoint.at(URI.create("http://127.0.0.1:" + port + uri.getRawPath() + query));
    }

    @Override
    public void close() {
        nginx.close();
        folder.close();
    }
}
