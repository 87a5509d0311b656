package workbook.checker.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the model says to one asker, written by hand. Each write is one chunk of HTTP, sent at once. */
public final class ModelAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final OutputStream out;

    ModelAnswer(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Status and headers of a stream. */
    public ModelAnswer open() throws IOException {
        raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        return this;
    }

    /** An answer that is no stream. */
    public void refuse(int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw("HTTP/1.1 %d Status\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(status, contentType, bytes.length));
        out.write(bytes);
        out.flush();
    }

    /** A piece of the text. */
    public ModelAnswer delta(String text) throws IOException {
        return chunk(ofDelta(text));
    }

    /** Bytes of the stream, as they are. */
    public ModelAnswer chunk(byte[] bytes) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.write(chunk.toByteArray());
        out.flush();
        return this;
    }

    /** Text of the stream, as it is. */
    public ModelAnswer chunk(String text) throws IOException {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the check goes on. */
    public ModelAnswer await(CountDownLatch gate) throws InterruptedException {
        gate.await();
        return this;
    }

    /** Takes its time, as a model does. */
    public ModelAnswer think(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        return this;
    }

    /** Sends nothing more and stays, until the asker leaves. */
    public void stall() throws InterruptedException {
        new CountDownLatch(1).await(1, TimeUnit.HOURS);
    }

    /** The end of the body, as HTTP has it. */
    public void end() throws IOException {
        raw("0\r\n\r\n");
    }

    /** Closes the connection in the middle. */
    public void cut() throws IOException {
        socket.close();
    }

    private void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** An event with a piece of the text. */
    public static byte[] ofDelta(String text) {
        return event(choice(JSON.createObjectNode().put("content", text), null));
    }

    /** The first event of most endpoints: who speaks, and no text. */
    public static byte[] ofRole() {
        return event(choice(JSON.createObjectNode().put("role", "assistant").put("content", ""), null));
    }

    /** The last event of most endpoints: why it ended, and no text. */
    public static byte[] ofFinish() {
        return event(choice(JSON.createObjectNode(), "stop"));
    }

    /** What it cost; there is no choice in it. */
    public static byte[] ofUsage() {
        ObjectNode chunk = envelope();
        chunk.putArray("choices");
        chunk.putObject("usage").put("total_tokens", 42);
        return event(chunk);
    }

    /** What went wrong in the middle. */
    public static byte[] ofError(String message) {
        ObjectNode chunk = JSON.createObjectNode();
        chunk.putObject("error").put("message", message).put("type", "server_error");
        return event(chunk);
    }

    /** The end of the text. */
    public static byte[] ofDone() {
        return "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode choice(ObjectNode delta, String finish) {
        ObjectNode chunk = envelope();
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("delta", delta);
        return chunk;
    }

    private static ObjectNode envelope() {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1_760_000_000)
                .put("model", "scripted");
    }

    private static byte[] event(JsonNode data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
