package workbook.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between the model and its endpoint besides the answer: heads, breaks, silence, keys. */
class OpenAiModelTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String CHUNKED = HEAD.replace("Connection: close", "Transfer-Encoding: chunked");
    private static final String HELLO = "data: {\"choices\":[{\"delta\":{\"content\":\" Hello\"}}]}\n\n";
    private static final String STOP = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    private final Endpoint endpoint = new Endpoint();
    private final OpenAiModel model = endpoint.model(Duration.ofMillis(300));

    OpenAiModelTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        endpoint.close();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments(HEAD + HELLO + STOP, " Hello"),
                arguments(HEAD.replace("event-stream", "Event-Stream;charset=utf-8") + HELLO + STOP, " Hello"),
                arguments(HEAD.replace("Connection: close", "Content-Length: 9999") + HELLO + STOP, " Hello"),
                arguments(CHUNKED + chunk("", HELLO) + chunk("", STOP) + "0\r\n\r\n", " Hello"),
                arguments(CHUNKED + chunk(";x=\"1;2\"", HELLO) + chunk(" ;y", STOP) + "0;z\r\nA: b\r\n\r\n", " Hello"),
                arguments(CHUNKED + "7fffffff\r\n" + HELLO, " Hello … the connection to the model broke"),
                arguments(CHUNKED + "x\r\n" + HELLO, "the connection to the model broke"),
                arguments(HEAD + HELLO, " Hello … the answer of the model broke off"),
                arguments(
                        HEAD.replace("Connection: close", "Content-Length: " + HELLO.length()) + HELLO,
                        " Hello … the answer of the model broke off"),
                arguments(
                        "HTTP/1.1 429 No\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}",
                        "the model answered with status 429"),
                arguments("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", "the model answered with status 401"),
                arguments("HTTP/1.1 204 No\r\n\r\n", "the model answered with status 204"),
                arguments(
                        HEAD.replace("text/event-stream", "text/html"),
                        "the model did not answer with an event stream"),
                arguments(HEAD.replace("Content-Type", "X"), "the model did not answer with an event stream"),
                arguments(
                        HEAD.replace("Connection: close", "Content-Encoding: gzip"),
                        "the model answered with an encoding that was not asked for"),
                arguments("SSH-2.0-x\r\n", "the connection to the model broke"),
                arguments("", "the connection to the model broke"),
                arguments("HTTP/1.1 200 OK\r\n", "the model did not answer with an event stream"));
    }

    private static String chunk(String extension, String data) {
        return Integer.toHexString(data.length()) + extension + "\r\n" + data + "\r\n";
    }

    @ParameterizedTest
    @MethodSource("ends")
    void knowsTheEndFromABreak(String answer, String wanted) throws InterruptedException {
        endpoint.answering(answer);
        assertEquals(wanted, outcome(model));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takesTheQuestionNowhereElse(int status) throws Exception {
        try (Endpoint elsewhere = new Endpoint()) {
            CompletableFuture<String> asked = elsewhere.answering(HEAD + HELLO + STOP);
            endpoint.answering("HTTP/1.1 " + status + " There\r\nLocation: " + elsewhere.url()
                    + "/chat/completions\r\nContent-Length: 0\r\n\r\n");
            assertEquals(
                    "the model answered with a redirect, status " + status + ", which is not followed", outcome(model));
            assertFalse(asked.isDone());
        }
    }

    @Test
    void asksForAnAnswerAsItIs() throws InterruptedException {
        CompletableFuture<String> request = endpoint.answering(HEAD + HELLO + STOP);
        outcome(model);
        String head = request.join();
        assertTrue(head.startsWith("POST /v1/chat/completions HTTP/1.1\r\n"), head);
        assertTrue(head.contains("\r\nAccept-Encoding: identity\r\n"), head);
        assertTrue(head.contains("\r\nAuthorization: Bearer " + Endpoint.KEY + "\r\n"), head);
    }

    /** A connection that breaks before the answer must not make it ask again: each question costs money. */
    @Test
    void asksOnce() throws Exception {
        endpoint.answering("");
        assertEquals("the connection to the model broke", outcome(model));
        assertFalse(endpoint.hasAnotherConnection());
    }

    @Test
    void waitsNoLongerThanItShould() throws InterruptedException {
        endpoint.fallingSilentAfter("");
        assertEquals("the model has sent nothing for 0.3 s", outcome(model));
        endpoint.fallingSilentAfter(HEAD + HELLO);
        assertEquals(" Hello … the model has sent nothing for 0.3 s", outcome(model));
    }

    /** The model waits for bytes that never come, and its timeout is far away: only the interrupt can end that. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\nContent-Length: 9999", "Transfer-Encoding: chunked"})
    void anInterruptClosesTheConnectionAtOnce(String framing) throws Exception {
        OpenAiModel patient = endpoint.model(Duration.ofMinutes(1));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                patient.answer("why?", text -> {});
            } catch (ModelException | InterruptedException e) {
                thrown.complete(e);
            }
        });
        try (Socket socket = endpoint.accept()) {
            Endpoint.readRequest(socket);
            if (!framing.isEmpty()) {
                socket.getOutputStream()
                        .write(HEAD.replace("Connection: close", framing).getBytes());
            }
            asking.interrupt();
            assertTrue(Endpoint.hasLeft(socket));
        }
        assertInstanceOf(InterruptedException.class, thrown.get(5, TimeUnit.SECONDS));
    }

    @Test
    void saysThatNobodyIsThere() throws IOException, InterruptedException {
        endpoint.close();
        assertEquals("the model cannot be reached", outcome(model));
    }

    /** The endpoint repeats the key, wants to begin a line of its own in the log, and does not end. */
    @Test
    void tellsTheLogWhatTheEndpointSaidButNoKey() throws InterruptedException {
        String words = "Incorrect API key provided: " + Endpoint.KEY + ", or sk-proj-****wxyz\n\u001b[31mROOT "
                + "x".repeat(900);
        StringBuilder log = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.append(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("workbook.model");
        logger.addHandler(handler);
        try {
            endpoint.answering("HTTP/1.1 401 No\r\nContent-Length: " + words.length() + "\r\n\r\n" + words);
            assertEquals("the model answered with status 401", outcome(model));
        } finally {
            logger.removeHandler(handler);
        }
        assertTrue(log.toString().startsWith("the model answered with status 401"), log.toString());
        assertFalse(log.toString().matches("(?s).*(0123456789|wxyz|\n|\u001b).*"), log.toString());
        assertTrue(log.length() < 600, "of " + log.length() + " characters");
    }

    @Test
    void keepsTheKeyOutOfLogs() {
        OpenAiSettings settings =
                new OpenAiSettings(URI.create("http://x/v1"), "test", Optional.of("secret"), Duration.ZERO);
        assertFalse(settings.toString().contains("secret"));
    }

    /** The text, or what failed, with the text that came before it. */
    static String outcome(Model model) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        try {
            model.answer("why?", text::append);
            return text.toString();
        } catch (ModelException e) {
            return text.isEmpty() ? e.getMessage() : text + " … " + e.getMessage();
        }
    }
}
