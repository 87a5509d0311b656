package workbook.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The endpoint is a bare socket, which can break off where no HTTP server would. */
class OpenAiModelTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String HELLO = "data: {\"choices\":[{\"delta\":{\"content\":\" Hello\"}}]}\n\n";
    private static final String STOP = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String ERROR = "data: {\"error\":{\"message\":\"too hot\"}}\n\n";

    private final ServerSocket listener;
    private final OpenAiModel model;

    OpenAiModelTest() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
        model = new OpenAiModel(new OpenAiSettings(url, "test", Optional.of("secret"), Duration.ofMillis(300)));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments(HEAD + HELLO + "data: [DONE]\n\n", " Hello"),
                arguments(HEAD + HELLO + STOP, " Hello"),
                arguments(HEAD + ": busy\n\n" + HELLO + HELLO + STOP + "data: [DONE]\n\n", " Hello Hello"),
                arguments(HEAD.replace("Connection: close", "Content-Length: 9999") + HELLO + STOP, " Hello"),
                arguments(HEAD + HELLO, "the connection to the model broke"),
                arguments(
                        HEAD.replace("Connection: close", "Content-Length: " + HELLO.length()) + HELLO,
                        "the answer of the model broke off"),
                arguments(HEAD + HELLO + ERROR + STOP, "the model reported an error: too hot"),
                arguments(HEAD + "data: {\n\n", "the model sent something that is not JSON"),
                arguments("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n", "the model answered with status 429"),
                arguments(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
                        "the model did not answer with an event stream"),
                arguments("HTTP/1.1 200 OK\r\n", "the connection to the model broke"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void knowsTheEndFromABreak(String answer, String wanted) throws InterruptedException {
        Thread endpoint = Thread.ofVirtual().start(() -> serve(answer, true));
        assertEquals(wanted, outcome());
        endpoint.join();
    }

    @Test
    void waitsNoLongerThanItShould() throws InterruptedException {
        Thread endpoint = Thread.ofVirtual().start(() -> serve("", false));
        assertEquals("the model has sent nothing for 0.3 s", outcome());
        endpoint.join();
        Thread again = Thread.ofVirtual().start(() -> serve(HEAD + HELLO, false));
        assertEquals("the model has sent nothing for 0.3 s", outcome());
        again.join();
    }

    /** The model waits for bytes that never come, and its timeout is far away: only the interrupt can end that. */
    @Test
    void anInterruptClosesTheConnectionAtOnce() throws Exception {
        URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
        OpenAiModel patient = new OpenAiModel(new OpenAiSettings(url, "test", Optional.empty(), Duration.ofMinutes(1)));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                patient.answer("why?", text -> {});
            } catch (ModelException | InterruptedException e) {
                thrown.complete(e);
            }
        });
        try (Socket socket = listener.accept()) {
            socket.setSoTimeout(5000);
            readRequest(socket);
            asking.interrupt();
            assertTrue(hasLeft(socket));
        }
        assertInstanceOf(InterruptedException.class, thrown.get(5, TimeUnit.SECONDS));
    }

    @Test
    void saysThatNobodyIsThere() throws IOException, InterruptedException {
        listener.close();
        assertEquals("the model cannot be reached", outcome());
    }

    @Test
    void keepsTheKeyOutOfLogs() {
        OpenAiSettings settings =
                new OpenAiSettings(URI.create("http://x/v1"), "test", Optional.of("secret"), Duration.ZERO);
        assertFalse(settings.toString().contains("secret"));
    }

    private String outcome() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        model.answer("why?", text::append);
                        outcome.complete(text.toString());
                    } catch (ModelException e) {
                        outcome.complete(e.getMessage());
                    } catch (InterruptedException e) {
                        outcome.completeExceptionally(e);
                    }
                })
                .join();
        return outcome.join();
    }

    private void serve(String answer, boolean close) {
        try (Socket socket = listener.accept()) {
            readRequest(socket);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            if (!close) {
                hasLeft(socket);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a request up to its body, which is the last line and the only one with a brace. */
    private static void readRequest(Socket socket) throws IOException {
        for (int next = socket.getInputStream().read(), open = 0;
                next >= 0;
                next = socket.getInputStream().read()) {
            open += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (next == '}' && open == 0) {
                return;
            }
        }
    }

    private static boolean hasLeft(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
