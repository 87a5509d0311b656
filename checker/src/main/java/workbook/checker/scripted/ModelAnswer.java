package workbook.checker.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the model says to one client, which a script writes piece by piece. Each write is one HTTP chunk, sent at once.
 */
public final class ModelAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Answer answer;

    ModelAnswer(Answer answer) {
        this.answer = answer;
    }

    /** Writes status and headers of a stream. */
    public ModelAnswer open() {
        answer.head(
                "200 OK",
                "Content-Type: text/event-stream; charset=utf-8",
                "Cache-Control: no-cache",
                "Transfer-Encoding: chunked");
        return this;
    }

    /** Writes an answer that is not a stream. */
    public void refuse(int status, String contentType, String body) {
        answer.whole(status + " Status", contentType, body);
    }

    /** Writes a piece of the text. */
    public ModelAnswer delta(String text) {
        return chunk(ofDelta(text));
    }

    /** Writes bytes of the stream as they are. */
    public ModelAnswer chunk(byte[] bytes) {
        answer.chunk(bytes);
        return this;
    }

    /** Writes text of the stream as it is. */
    public ModelAnswer chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the check opens the gate. */
    public ModelAnswer await(CountDownLatch gate) throws InterruptedException {
        gate.await(1, TimeUnit.HOURS);
        return this;
    }

    /** Takes its time, as a model does, unless the client leaves. */
    public ModelAnswer think(Duration time) {
        answer.awaitLeft(time);
        return this;
    }

    /** Sends nothing more, and stays until the client leaves. */
    public void stall() {
        answer.hold();
    }

    /** Ends the body as HTTP requires. */
    public void end() {
        answer.end();
    }

    /** Closes the connection in mid-answer. */
    public void cut() {
        answer.cut();
    }

    /** An event with a piece of the text. */
    public static byte[] ofDelta(String text) {
        return event(choice(JSON.createObjectNode().put("content", text), null));
    }

    /** The first event of most endpoints: it names the speaker, and has no text. */
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

    /** The last line of every stream of OpenAI's API. */
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
