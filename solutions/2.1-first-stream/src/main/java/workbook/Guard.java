package workbook;

import io.helidon.config.Config;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Stands before every handler. Given, and the same in every task.
 *
 * <ul>
 *   <li>A foreign Host is answered 421. The page of a stranger whose name was pointed at this machine (DNS rebinding)
 *       would otherwise be of the same origin as this server. It matters where the server listens on loopback only;
 *       names besides {@code localhost} are listed in {@code guard.hosts}.
 *   <li>A POST from the page of another site is answered 403. A browser sends text, forms and empty bodies across
 *       origins without asking first, and says where they come from.
 *   <li>A body that could not be read to its end ends the connection, as does {@code Connection: close} (RFC 9112,
 *       9.6). Helidon 4.5 would read what is left of the body as the next request.
 *   <li>HEAD is answered 405, but for files. Helidon 4.5 would answer 404, and send the text of it behind the head, where
 *       a client looks for the next answer (RFC 9110, 9.3.2: an answer to HEAD has no content). Where it still does, for
 *       a file that is not there, the connection ends with it.
 *   <li>Files get the headers that a page cannot give itself.
 * </ul>
 */
final class Guard implements Filter {

    private static final Status MISDIRECTED = Status.create(421, "Misdirected Request");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName TYPE_OPTIONS = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
    private static final HeaderName SECURITY_POLICY = HeaderNames.create("Content-Security-Policy");

    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern FILE_PATH = Pattern.compile(".*(/|\\.[a-z]+)");
    private static final Pattern FILE =
            Pattern.compile("(?i)text/(html|css|javascript)\\b.*|application/javascript\\b.*");

    /** The pages of the lessons: their own scripts and styles, and no frame but in {@code ./sse live}. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*";

    private final boolean local;
    private final List<String> hosts;

    /** @param config of the whole program */
    Guard(Config config) {
        local = config.get("server.host").asString().map(Guard::isLoopback).orElse(false);
        hosts = config.get("guard.hosts").asList(String.class).orElse(List.of());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server will say so when it starts
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
        AtomicBoolean broken = new AtomicBoolean();
        req.streamFilter(body -> new Watched(body, broken));
        res.beforeSend(() -> {
            boolean last = broken.get() || isHead(req) && hasText(res.status());
            if (last && req.prologue().protocolVersion().equals("1.1")) {
                res.headers().set(HeaderValues.CONNECTION_CLOSE);
            }
            protectFile(res.headers());
        });
        res.whenSent(() -> {
            if (res.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
                throw new CloseConnectionException("the answer said that it is the last one");
            }
        });
        requireOwnHost(req);
        requireOwnSite(req);
        if (isHead(req) && !FILE_PATH.matcher(req.path().path()).matches()) {
            res.status(Status.METHOD_NOT_ALLOWED_405)
                    .header(HeaderNames.ALLOW, "GET")
                    .send();
            return;
        }
        chain.proceed();
    }

    /** Whether Helidon says in a text what is wrong; 405 comes from here, and has none. */
    private static boolean hasText(Status status) {
        return status.code() >= 400 && !status.equals(Status.METHOD_NOT_ALLOWED_405);
    }

    private static boolean isHead(ServerRequest req) {
        return req.prologue().method().equals(Method.HEAD);
    }

    private void requireOwnHost(ServerRequest req) {
        String host = PORT.matcher(req.authority()).replaceFirst("");
        if (local && !LOOPBACK.matcher(host).matches() && hosts.stream().noneMatch(host::equalsIgnoreCase)) {
            throw new HttpException("Host: not a name of this server", MISDIRECTED, true);
        }
    }

    /** What has no Origin does not come from a page: curl, another server. */
    private static void requireOwnSite(ServerRequest req) {
        Method method = req.prologue().method();
        if (method.equals(Method.GET) || method.equals(Method.HEAD) || method.equals(Method.OPTIONS)) {
            return;
        }
        Optional<String> origin = req.headers().first(HeaderNames.ORIGIN);
        boolean foreign = origin.isPresent() && !origin.get().matches("(?i)https?://" + Pattern.quote(req.authority()));
        boolean crossSite =
                req.headers().first(FETCH_SITE).filter("cross-site"::equals).isPresent();
        if (foreign || crossSite) {
            throw new HttpException("Origin: a page of another site", Status.FORBIDDEN_403, true);
        }
    }

    private static void protectFile(ServerResponseHeaders headers) {
        String type = headers.first(HeaderNames.CONTENT_TYPE).orElse("");
        if (FILE.matcher(type).matches()) {
            headers.set(TYPE_OPTIONS, "nosniff");
            headers.set(REFERRER_POLICY, "no-referrer");
            headers.set(SECURITY_POLICY, POLICY);
        }
    }

    /** A body that remembers whether reading it failed: then nobody knows where the next request begins. */
    private static final class Watched extends FilterInputStream {

        private final AtomicBoolean broken;

        Watched(InputStream body, AtomicBoolean broken) {
            super(body);
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            broken.set(true);
            int read = super.read(target, offset, length);
            broken.set(false);
            return read;
        }
    }
}
