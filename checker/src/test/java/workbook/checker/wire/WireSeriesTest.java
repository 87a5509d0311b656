package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.http.WireLimits;

/** A browser that polls: it keeps a connection for as long as the server does, and counts what it costs. */
@Timeout(20)
class WireSeriesTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private ServerSocket listener;
    private final WireSeries series = new WireSeries(WireLimits.DEFAULT);

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        series.close();
        listener.close();
    }

    @Test
    void oneConnectionServesManyRequests() throws IOException {
        serve(OK, Integer.MAX_VALUE);
        askThrice();
        assertEquals(3, series.requests());
        assertEquals(1, series.connections());
        assertEquals(3L * request().toBytes().size(), series.sent());
        assertEquals(3L * OK.length(), series.received());
    }

    @Test
    void aServerThatSaysCloseGetsNewConnections() throws IOException {
        serve("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi", 1);
        askThrice();
        assertEquals(3, series.connections());
    }

    @Test
    void aConnectionThatWasClosedInSilenceIsMadeAgain() throws IOException {
        serve(OK, 2);
        askThrice();
        assertEquals(3, series.requests());
        assertEquals(2, series.connections());
    }

    @Test
    void halfAnAnswerIsNone() throws IOException {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi", 1);
        assertThrows(IOException.class, () -> series.ask(request(), LIMIT));
    }

    @Test
    void closingClosesTheConnection() throws Exception {
        FutureTask<Integer> next = new FutureTask<>(() -> {
            try (Socket socket = listener.accept()) {
                head(socket.getInputStream());
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
                return socket.getInputStream().read();
            }
        });
        Thread.ofVirtual().start(next);
        series.ask(request(), LIMIT);
        series.close();
        assertEquals(-1, next.get());
    }

    @Test
    void aServerThatIsSilentIsWaitedForToTheLimit() {
        serve("", 2);
        assertThrows(SocketTimeoutException.class, () -> series.ask(request(), SHORT));
    }

    @Test
    void anAnswerThatComesByteByByteAndNeverEndsIsGivenUpAtTheLimit() {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listener.accept()) {
                head(socket.getInputStream());
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    socket.getOutputStream().write('x');
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // the limits count bytes, too
                }
            } catch (IOException over) {
                // The client has had enough.
            }
        });
        assertThrows(SocketTimeoutException.class, () -> series.ask(request(), SHORT));
    }

    private void askThrice() throws IOException {
        for (int n = 0; n < 3; n++) {
            assertEquals("hi", series.ask(request(), LIMIT).utf8());
        }
    }

    private WireRequest request() {
        return WireRequest.get(URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/poll"));
    }

    /** Gives each connection so many answers, then closes it. */
    private void serve(String answer, int times) {
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    for (int n = 0; n < times && head(socket.getInputStream()); n++) {
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException over) {
                    // The client has gone, or the test is over.
                }
            }
        });
    }

    private static boolean head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return false;
            }
            head.append((char) read);
        }
        return true;
    }
}
