package workbook.model;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An endpoint on a bare socket, which can break off where no HTTP server would. */
final class Endpoint implements AutoCloseable {

    static final String KEY = "sk-test-0123456789abcdef";

    private final ServerSocket listener;

    Endpoint() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    OpenAiModel model(Duration timeout) {
        return new OpenAiModel(new OpenAiSettings(url(), "test", Optional.of(KEY), timeout));
    }

    Socket accept() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Whether one more connection was made up to now. */
    boolean hasAnotherConnection() throws IOException {
        listener.setSoTimeout(1);
        try (Socket another = listener.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    /** Answers one request, whatever it asks, and closes. The future has the request. */
    CompletableFuture<String> answering(String answer) {
        return serving(answer, true);
    }

    /** Answers one request, and is silent then, until the other side closes. */
    CompletableFuture<String> fallingSilentAfter(String answer) {
        return serving(answer, false);
    }

    private CompletableFuture<String> serving(String answer, boolean close) {
        CompletableFuture<String> request = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (Socket socket = accept()) {
                request.complete(readRequest(socket));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                if (!close) {
                    hasLeft(socket);
                }
            } catch (IOException e) {
                request.completeExceptionally(e);
            }
        });
        return request;
    }

    /** Reads a request up to its body, which is the last line and the only one with a brace. */
    static String readRequest(Socket socket) throws IOException {
        StringBuilder request = new StringBuilder();
        for (int next = socket.getInputStream().read(), open = 0;
                next >= 0;
                next = socket.getInputStream().read()) {
            request.append((char) next);
            open += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (next == '}' && open == 0) {
                return request.toString();
            }
        }
        return request.toString();
    }

    static boolean hasLeft(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
