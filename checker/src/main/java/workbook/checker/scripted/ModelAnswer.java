package workbook.checker.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the model says to one asker, written by hand. Each write is one chunk of HTTP, sent at once. */
public final class ModelAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Answer answer;

    ModelAnswer(Answer answer) {
        this.answer = answer;
    }

    /** Status and headers of a stream. */
    public ModelAnswer open() {
        answer.head(
                "200 OK",
                "Content-Type: text/event-stream; charset=utf-8",
                "Cache-Control: no-cache",
                "Transfer-Encoding: chunked");
        return this;
    }

    /** An answer that is no stream. */
    public void refuse(int status, String contentType, String body) {
        answer.whole(status + " Status", contentType, body);
    }

    /** A piece of the text. */
    public ModelAnswer delta(String text) {
        return chunk(ofDelta(text));
    }

    /** Bytes of the stream, as they are. */
    public ModelAnswer chunk(byte[] bytes) {
        answer.chunk(bytes);
        return this;
    }

    /** Text of the stream, as it is. */
    public ModelAnswer chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the check goes on. */
    public ModelAnswer await(CountDownLatch gate) throws InterruptedException {
        gate.await(1, TimeUnit.HOURS);
        return this;
    }

    /** Takes its time, as a model does, for as long as anybody waits for it. */
    public ModelAnswer think(Duration time) {
        answer.awaitLeft(time);
        return this;
    }

    /** Sends nothing more and stays, until the asker leaves. */
    public void stall() {
        answer.hold();
    }

    /** The end of the body, as HTTP has it. */
    public void end() {
        answer.end();
    }

    /** Closes the connection in the middle. */
    public void cut() {
        answer.cut();
    }

    /** An event with a piece of the text. */
    public static byte[] ofDelta(String text) {
        return event(choice(JSON.createObjectNode().put("content", text), null));
    }

    /** The first event of most endpoints: it says who speaks, and has no text. */
    public static byte[] ofRole() {
        return event(choice(JSON.createObjectNode().put("role", "assistant").put("content", ""), null));
    }

    /** The last event of most endpoints: it says why the answer ended, and has no text. */
    public static byte[] ofFinish() {
        return event(choice(JSON.createObjectNode(), "stop"));
    }

    /** The tokens that an answer cost, in an event without choices. */
    public static byte[] ofUsage() {
        ObjectNode chunk = envelope();
        chunk.putArray("choices");
        chunk.putObject("usage").put("total_tokens", 42);
        return event(chunk);
    }

    /** An error in the middle of an answer, which has status 200 already. */
    public static byte[] ofError(String message) {
        ObjectNode chunk = JSON.createObjectNode();
        chunk.putObject("error").put("message", message).put("type", "server_error");
        return event(chunk);
    }

    /** The last line of every stream of this API. */
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
