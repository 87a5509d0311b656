package workbook.checker.faulty;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import workbook.checker.scripted.Answer;

/**
 * An {@link Answer} in the words of a faulty server: nothing is added to a head, nothing waits for one, and a write to a
 * client that has left throws in whatever thread.
 */
public record Reply(Answer answer) {

    private static final int SMALL = 64 << 10;

    /** Status line and header lines, as given. */
    public Reply head(String... lines) {
        return raw(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** The head of an event stream in chunks. */
    public Reply eventStream() {
        return chunked()
                .head(
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/event-stream",
                        "Cache-Control: no-cache",
                        "Transfer-Encoding: chunked");
    }

    /** From here on {@link #write} makes a chunk. */
    public Reply chunked() {
        answer.chunked();
        return this;
    }

    public Reply json(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return head(
                        "HTTP/1.1 " + status + " Status",
                        "Content-Type: application/json",
                        "Content-Length: " + bytes.length)
                .raw(bytes);
    }

    /** Body bytes: one chunk if chunks were announced. */
    public Reply write(byte[] bytes) {
        answer.chunk(bytes);
        return this;
    }

    public Reply write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last chunk, if chunks were announced, and FIN. */
    public void end() {
        answer.lastChunk();
        answer.cut();
    }

    /** FIN, whatever was promised. */
    public void cut() {
        answer.cut();
    }

    public void reset() {
        answer.reset();
    }

    /** Lets the kernel keep little of what is written to a client that does not read. */
    public Reply smallBuffer() {
        answer.sendBuffer(SMALL);
        return this;
    }

    /** Does this when the client has closed or broken the connection, or the reply is over. */
    public void whenLeft(Runnable action) {
        answer.whenLeft(action);
    }

    /** What the client sends behind its request, when it speaks another protocol. */
    public InputStream input() {
        return answer.input();
    }

    public Reply raw(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Reply raw(byte[] bytes) {
        answer.raw(bytes);
        return this;
    }
}
