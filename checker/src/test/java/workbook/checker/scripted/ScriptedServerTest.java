package workbook.checker.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.server.FreePort;

@Timeout(20)
class ScriptedServerTest {

    private final BlockingQueue<Request> received = new ArrayBlockingQueue<>(10);

    @Test
    void aRequestIsReadWhole() throws Exception {
        String sent = "POST /a?b=c HTTP/1.1\r\nHost: x\r\nName: é\r\nContent-Length: 3\r\n\r\né!";
        try (ScriptedServer server = ScriptedServer.start(0, this::keep)) {
            assertEquals("HTTP/1.1 204 No Content\r\n", answer(server, sent).substring(0, 25));
        }
        Request request = received.remove();
        assertEquals("POST /a?b=c", request.line());
        assertEquals("/a", request.path());
        assertEquals("b=c", request.query());
        assertEquals(Optional.of("é"), request.header("name"));
        assertEquals("é!", request.text());
    }

    @Test
    void chunksAreReadWithTheirTrailers() throws Exception {
        String sent = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;name=value\r\nabc\r\n0A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start(0, this::keep)) {
            answer(server, sent);
        }
        assertEquals("abc0123456789", received.remove().text());
    }

    @Test
    void whoeverWaitsWithABodyIsToldToGoOn() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(0, this::keep);
                Socket client = connect(server)) {
            write(client, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertEquals(
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    new String(client.getInputStream().readNBytes(25), UTF_8));
            write(client, "ok");
            client.getInputStream().readAllBytes();
        }
        assertEquals("ok", received.remove().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n"
            })
    void whatIsMalformedIsABadRequest(String sent) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(0, this::keep)) {
            String body = sent.endsWith("100001\r\n") ? "x".repeat(0x100001) : "";
            assertEquals(
                    "HTTP/1.1 400 Bad Request\r\n", answer(server, sent + body).substring(0, 26));
            assertTrue(received.isEmpty());
        }
    }

    @Test
    void aHeadWithoutAnEndIsABadRequest() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(0, this::keep)) {
            assertTrue(answer(server, "GET / HTTP/1.1\r\nA: " + "x".repeat(64 << 10))
                    .startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void theExceptionOfAScriptIsItsFault() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(0, (request, answer) -> {
            throw new IOException("a file of the script");
        })) {
            assertEquals("", answer(server, "GET / HTTP/1.1\r\n\r\n"));
            assertEquals(
                    "a file of the script", server.takeFault().orElseThrow().getMessage());
            assertEquals(Optional.empty(), server.takeFault());
        }
    }

    @Test
    void leavingIsNoFault() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(0, (request, answer) -> {
            try {
                answer.eventStream().hold();
                while (true) {
                    answer.write("data: x\n\n");
                }
            } finally {
                ended.countDown();
            }
        })) {
            try (Socket client = connect(server)) {
                write(client, "GET / HTTP/1.1\r\n\r\n");
                client.getInputStream().readNBytes(15);
            }
            assertTrue(ended.await(10, TimeUnit.SECONDS));
            assertEquals(Optional.empty(), server.takeFault());
        }
    }

    @Test
    void closingEndsAScriptAndIsNoFault() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ScriptedServer server = ScriptedServer.start(0, (request, answer) -> {
            try {
                begun.countDown();
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        try (Socket client = connect(server)) {
            write(client, "GET / HTTP/1.1\r\n\r\n");
            begun.await();
            server.close();
            assertEquals(0, ended.getCount());
            assertEquals(Optional.empty(), server.takeFault());
        }
    }

    @Test
    void aClosedServerHasLeftItsPort() {
        int port = FreePort.pick();
        for (int round = 0; round < 30; round++) {
            ScriptedServer.start(port, this::keep).close();
        }
    }

    @Test
    void whatIsWrittenIsKeptUpToALimit() throws Exception {
        byte[] block = new byte[1 << 20];
        BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
        try (ScriptedServer server = ScriptedServer.start(0, (request, answer) -> {
            answer.eventStream();
            for (int n = 0; n < 40; n++) {
                answer.write(block);
            }
            answer.end();
            answers.add(answer);
        })) {
            answer(server, "GET / HTTP/1.1\r\n\r\n");
            Answer answer = answers.take();
            long kept = answer.sent().stream()
                    .mapToLong(sent -> sent.bytes().length)
                    .sum();
            assertTrue(kept > 30 << 20 && kept <= 32 << 20, "kept " + kept);
            assertEquals("end", new String(answer.sent().getLast().bytes(), UTF_8));
        }
    }

    private void keep(Request request, Answer answer) {
        received.add(request);
        answer.whole("204 No Content", "", "");
    }

    private static Socket connect(ScriptedServer server) throws IOException {
        return new Socket("127.0.0.1", server.port());
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** Reads everything until the server closes the connection. */
    private static String answer(ScriptedServer server, String request) throws IOException {
        try (Socket client = connect(server)) {
            write(client, request);
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
