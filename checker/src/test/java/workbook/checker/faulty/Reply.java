package workbook.checker.faulty;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The answer of a {@link TinyServer}, written by hand. */
public final class Reply {

    private final Socket socket;
    private final OutputStream out;
    private boolean chunked;

    Reply(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Status line and header lines, as given. */
    public Reply head(String... lines) {
        return raw(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** The head of an event stream in chunks. */
    public Reply eventStream() {
        chunked = true;
        head(
                "HTTP/1.1 200 OK",
                "Content-Type: text/event-stream",
                "Cache-Control: no-cache",
                "Transfer-Encoding: chunked");
        return this;
    }

    /** From here on {@link #write} makes a chunk. */
    public Reply chunked() {
        chunked = true;
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
        if (bytes.length == 0) {
            return this;
        }
        if (!chunked) {
            return raw(bytes);
        }
        return raw(Integer.toHexString(bytes.length) + "\r\n").raw(bytes).raw("\r\n");
    }

    public Reply write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last chunk, if chunks were announced, and FIN. */
    public void end() {
        if (chunked) {
            raw("0\r\n\r\n");
        }
        cut();
    }

    /** FIN, whatever was promised. */
    public void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the kernel keep little of what is written to a client that does not read. */
    public Reply smallBuffer() {
        try {
            socket.setSendBufferSize(64 << 10);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on, and tells when the client has closed or broken the connection. */
    public void whenLeft(Runnable action) {
        Thread.ofVirtual().name("watch").start(() -> {
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                // It has left all the same.
            }
            action.run();
        });
    }

    /** What the client sends behind its request, when it speaks another protocol. */
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reply raw(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Reply raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
