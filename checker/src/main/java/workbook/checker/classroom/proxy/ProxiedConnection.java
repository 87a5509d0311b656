package workbook.checker.classroom.proxy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.RequestHead;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.wire.QuietClose;

/**
 * One connection of a client, and the one to the server that belongs to it. One thread reads what the client requests,
 * another what the server answers.
 */
final class ProxiedConnection {

    /** The hosts that are served. A page whose domain was pointed at this machine requests its own name. */
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3})(:\\d+)?");

    private static final int READ_BYTES = 8 << 10;

    /** The size of the kernel's buffers: small, so that a server soon feels a slow client. */
    private static final int KERNEL_BYTES = 16 << 10;

    private static final int CONNECT_MILLIS = 2000;
    private static final int SHOWN_OF_BODY = 200;

    /** The time between two bytes for a slow client, so that one can watch them come. */
    private static final Duration PAUSE = Duration.ofMillis(40);

    private record PendingExchange(ProxiedExchange exchange, ResponseTap tap) {}

    private final RecordingProxy proxy;
    private final Socket client;

    /** The requests without a whole answer, in their order. Guarded by itself. */
    private final Deque<PendingExchange> waiting = new ArrayDeque<>();

    private volatile Socket server;
    private volatile ExchangeEnd reason = ExchangeEnd.CLIENT_LEFT;

    ProxiedConnection(RecordingProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    void serve() {
        try {
            client.setTcpNoDelay(true);
            client.setSendBufferSize(KERNEL_BYTES);
            InputStream in = new BufferedInputStream(client.getInputStream());
            Optional<RequestHead> head = RequestHead.read(in);
            while (head.isPresent() && pass(head.get(), in)) {
                head = RequestHead.read(in);
            }
        } catch (ProtocolException nonsense) {
            // An EventSource gives up at a status. At an end without one it would come back with the same head for
            // ever.
            QuietClose.run(() -> refuse("400 Bad Request"));
        } catch (IOException left) {
            // What it requested before that is finished below.
        } finally {
            end(reason);
            proxy.forget(this);
        }
    }

    /** Passes on one request. Returns whether another may follow. */
    private boolean pass(RequestHead head, InputStream in) throws IOException {
        if (!LOOPBACK.matcher(head.field("Host").orElse("")).matches()) {
            refuse("421 Misdirected Request");
            return false;
        }
        if (isForeign(head)) {
            refuse("403 Forbidden");
            return false;
        }
        if (head.path().startsWith(OwnFiles.PREFIX)) {
            awaitAnswers();
            return own(head);
        }
        PendingExchange pending = begin(head);
        if (!connected()) {
            reason = ExchangeEnd.NO_SERVER;
            client.setSoLinger(true, 0);
            return false;
        }
        OutputStream out = server.getOutputStream();
        out.write(head.bytes());
        out.flush();
        body(head, in, out, pending.exchange());
        return true;
    }

    /** Whether the page of another site sends it. What comes with GET changes nothing, and no such page can read it. */
    private static boolean isForeign(RequestHead head) {
        String own = "http://" + head.field("Host").orElse("");
        return !head.method().equals("GET")
                && head.field("Origin")
                        .filter(origin -> !origin.equalsIgnoreCase(own))
                        .isPresent();
    }

    private PendingExchange begin(RequestHead head) {
        ProxiedExchange exchange = new ProxiedExchange(proxy.nextNumber(), head);
        PendingExchange pending = new PendingExchange(exchange, new ResponseTap(exchange));
        synchronized (waiting) {
            waiting.add(pending);
        }
        proxy.traffic().changed(exchange);
        sent(exchange, exchange.method() + " " + exchange.target() + " HTTP/1.1");
        if (!exchange.lastEventId().isEmpty()) {
            sent(exchange, "Last-Event-ID: " + exchange.lastEventId());
        }
        return pending;
    }

    private void sent(ProxiedExchange exchange, String text) {
        WireLine.Kind kind = WireLine.Kind.SENT;
        tell(exchange, List.of(new WireLine(since(exchange), kind, WireText.escape(text), false, List.of())));
    }

    private static Duration since(ProxiedExchange exchange) {
        return Duration.ofNanos(System.nanoTime() - exchange.opened());
    }

    private void tell(ProxiedExchange exchange, List<WireLine> lines) {
        if (!lines.isEmpty()) {
            proxy.traffic().saw(exchange, lines);
        }
    }

    private boolean connected() {
        OptionalInt port = proxy.server();
        if (server != null || port.isEmpty()) {
            return server != null;
        }
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setReceiveBufferSize(KERNEL_BYTES);
            socket.connect(new InetSocketAddress("127.0.0.1", port.getAsInt()), CONNECT_MILLIS);
        } catch (IOException refused) {
            QuietClose.run(socket::close);
            return false;
        }
        server = socket;
        Thread.ofVirtual().start(() -> answers(socket));
        return true;
    }

    private void body(RequestHead head, InputStream in, OutputStream out, ProxiedExchange exchange) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        long left = head.opaque() ? Long.MAX_VALUE : head.length();
        boolean shown = head.opaque();
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            if (!shown) {
                shown = true;
                sent(exchange, Clip.characters(new String(buffer, 0, read, StandardCharsets.UTF_8), SHOWN_OF_BODY));
            }
            out.write(buffer, 0, read);
            out.flush();
            left -= read;
        }
    }

    // --- answers of the server

    private void answers(Socket from) {
        byte[] buffer = new byte[READ_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!passOn(buffer, read)) {
                    return;
                }
            }
            eof();
        } catch (IOException e) {
            end(from.isClosed() ? reason : ExchangeEnd.SERVER_RESET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Passes bytes on as they came, or one by one to a slow client. What is not read meanwhile stays with the server.
     */
    private boolean passOn(byte[] bytes, int size) throws InterruptedException {
        int at = 0;
        while (at < size) {
            boolean slow = isSlow();
            if (slow) {
                Thread.sleep(PAUSE);
            }
            int to = slow ? at + 1 : size;
            see(bytes, at, to);
            if (!write(bytes, at, to - at)) {
                return false;
            }
            at = to;
        }
        return true;
    }

    private boolean write(byte[] bytes, int from, int size) {
        try {
            client.getOutputStream().write(bytes, from, size);
            return true;
        } catch (IOException left) {
            end(client.isClosed() ? reason : ExchangeEnd.CLIENT_LEFT);
            return false;
        }
    }

    private void see(byte[] bytes, int from, int size) {
        int at = from;
        while (at < size) {
            PendingExchange first = first();
            if (first == null) {
                return; // an answer without a request
            }
            ProxiedExchange.Kind before = first.exchange().kind();
            at += first.tap().feed(bytes, at, size);
            tell(first.exchange(), first.tap().take());
            if (first.exchange().kind() != before) {
                proxy.traffic().changed(first.exchange());
            }
            if (first.tap().isMalformed()) {
                end(ExchangeEnd.MALFORMED);
                return;
            }
            if (first.tap().isComplete()) {
                finish(first, ExchangeEnd.COMPLETE);
            }
        }
    }

    private PendingExchange first() {
        synchronized (waiting) {
            return waiting.peek();
        }
    }

    /** Closes the client's side, because the server has closed its own. */
    private void eof() {
        PendingExchange first = first();
        if (first != null) {
            finish(first, first.tap().eof());
        }
        end(ExchangeEnd.SERVER_CLOSED);
    }

    private void finish(PendingExchange pending, ExchangeEnd how) {
        synchronized (waiting) {
            waiting.remove(pending);
            waiting.notifyAll();
        }
        if (pending.exchange().end(how)) {
            Text words = how.words();
            tell(
                    pending.exchange(),
                    List.of(new WireLine(since(pending.exchange()), WireLine.Kind.END, words, false, List.of())));
            proxy.traffic().changed(pending.exchange());
        }
    }

    // --- answers of the proxy itself

    private boolean own(RequestHead head) throws IOException {
        Optional<OwnFiles.Content> file = proxy.files().find(head.path());
        if (!head.method().equals("GET") || file.isEmpty()) {
            refuse("404 Not Found");
            return false;
        }
        OwnFiles.Content content = file.get();
        String answer = String.format(
                Locale.ROOT,
                """
                HTTP/1.1 200 OK\r
                Content-Type: %s\r
                Content-Length: %d\r
                Cache-Control: no-cache\r
                Content-Security-Policy: %s\r
                X-Content-Type-Options: nosniff\r
                \r
                """,
                content.type(),
                content.bytes().length,
                content.policy());
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().write(content.bytes());
        client.getOutputStream().flush();
        return true;
    }

    private void refuse(String status) throws IOException {
        String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** Waits for the answers under way, because answers go in the order of the requests. */
    private void awaitAnswers() throws IOException {
        synchronized (waiting) {
            while (!waiting.isEmpty() && !client.isClosed()) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    throw new IOException("interrupted", e);
                }
            }
        }
    }

    boolean slow(long number, boolean wish) {
        synchronized (waiting) {
            Optional<PendingExchange> found = waiting.stream()
                    .filter(pending -> pending.exchange().number() == number)
                    .findFirst();
            found.ifPresent(pending -> pending.exchange().slow(wish));
            found.ifPresent(pending -> proxy.traffic().changed(pending.exchange()));
            return found.isPresent();
        }
    }

    private boolean isSlow() {
        PendingExchange first = first();
        return first != null && first.exchange().slow();
    }

    void cut(RecordingProxy.Cut how) {
        if (how == RecordingProxy.Cut.RST) {
            QuietClose.run(() -> client.setSoLinger(true, 0));
        }
        end(ExchangeEnd.CUT);
    }

    /** Ends every exchange that is still open in this way, and closes both sides. */
    private void end(ExchangeEnd how) {
        reason = how;
        List<PendingExchange> left;
        synchronized (waiting) {
            left = List.copyOf(waiting);
        }
        left.forEach(pending -> finish(pending, how));
        QuietClose.run(client::close);
        Socket behind = server;
        if (behind != null) {
            QuietClose.run(behind::close);
        }
    }
}
