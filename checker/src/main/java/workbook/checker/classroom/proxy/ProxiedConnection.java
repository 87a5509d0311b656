package workbook.checker.classroom.proxy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
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

    private record Asked(ProxiedExchange passage, ResponseTap tap) {}

    private final RecordingProxy proxy;
    private final Socket client;

    /** The requests without a whole answer, in their order. Guarded by itself. */
    private final Deque<Asked> waiting = new ArrayDeque<>();

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
        } catch (IOException left) {
            // Or the client sends nonsense. What it requested before that is finished below.
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
        if (head.path().startsWith(OwnFiles.PREFIX)) {
            awaitAnswers();
            return own(head);
        }
        Asked asked = asked(head);
        if (!connected()) {
            reason = ExchangeEnd.NO_SERVER;
            client.setSoLinger(true, 0);
            return false;
        }
        OutputStream out = server.getOutputStream();
        out.write(head.bytes());
        out.flush();
        body(head, in, out, asked.passage());
        return true;
    }

    private Asked asked(RequestHead head) {
        ProxiedExchange passage = new ProxiedExchange(proxy.nextNumber(), head);
        Asked asked = new Asked(passage, new ResponseTap(passage));
        synchronized (waiting) {
            waiting.add(asked);
        }
        proxy.witness().changed(passage);
        sent(passage, passage.method() + " " + passage.target() + " HTTP/1.1");
        if (!passage.lastEventId().isEmpty()) {
            sent(passage, "Last-Event-ID: " + passage.lastEventId());
        }
        return asked;
    }

    private void sent(ProxiedExchange passage, String text) {
        WireLine.Kind kind = WireLine.Kind.SENT;
        tell(passage, List.of(new WireLine(since(passage), kind, WireText.escape(text), false, List.of())));
    }

    private static Duration since(ProxiedExchange passage) {
        return Duration.ofNanos(System.nanoTime() - passage.opened());
    }

    private void tell(ProxiedExchange passage, List<WireLine> lines) {
        if (!lines.isEmpty()) {
            proxy.witness().saw(passage, lines);
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

    private void body(RequestHead head, InputStream in, OutputStream out, ProxiedExchange passage) throws IOException {
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
                sent(passage, Clip.characters(new String(buffer, 0, read, StandardCharsets.UTF_8), SHOWN_OF_BODY));
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
            Asked first = first();
            if (first == null) {
                return; // an answer without a request
            }
            ProxiedExchange.Kind before = first.passage().kind();
            at += first.tap().feed(bytes, at, size);
            tell(first.passage(), first.tap().take());
            if (first.passage().kind() != before) {
                proxy.witness().changed(first.passage());
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

    private Asked first() {
        synchronized (waiting) {
            return waiting.peek();
        }
    }

    /** Closes the client's side, because the server has closed its own. */
    private void eof() {
        Asked first = first();
        if (first != null) {
            finish(first, first.tap().eof());
        }
        end(ExchangeEnd.SERVER_CLOSED);
    }

    private void finish(Asked asked, ExchangeEnd how) {
        synchronized (waiting) {
            waiting.remove(asked);
            waiting.notifyAll();
        }
        if (asked.passage().end(how)) {
            Text words = how.words();
            tell(
                    asked.passage(),
                    List.of(new WireLine(since(asked.passage()), WireLine.Kind.END, words, false, List.of())));
            proxy.witness().changed(asked.passage());
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
            Optional<Asked> found = waiting.stream()
                    .filter(asked -> asked.passage().number() == number)
                    .findFirst();
            found.ifPresent(asked -> asked.passage().slow(wish));
            found.ifPresent(asked -> proxy.witness().changed(asked.passage()));
            return found.isPresent();
        }
    }

    private boolean isSlow() {
        Asked first = first();
        return first != null && first.passage().slow();
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
        List<Asked> left;
        synchronized (waiting) {
            left = List.copyOf(waiting);
        }
        left.forEach(asked -> finish(asked, how));
        QuietClose.run(client::close);
        Socket behind = server;
        if (behind != null) {
            QuietClose.run(behind::close);
        }
    }
}
