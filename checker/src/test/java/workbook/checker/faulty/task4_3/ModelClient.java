package workbook.checker.faulty.task4_3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request to the model on a bare socket, so that it can be given up at any moment. */
final class ModelClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private boolean chunked;
    private int left;
    private boolean afterCr;

    ModelClient(URI url, String key, byte[] body, int timeoutMillis) throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(timeoutMillis);
        String head =
                "POST %s/chat/completions HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(
                                url.getPath(),
                                url.getAuthority(),
                                key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n",
                                body.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads the head. */
    int status() throws IOException {
        int status = Integer.parseInt(headLine().split(" ")[1]);
        for (String line = headLine(); !line.isEmpty(); line = headLine()) {
            chunked |= line.equalsIgnoreCase("Transfer-Encoding: chunked");
        }
        return status;
    }

    /** The next line of the body, which ends with LF, CR or both; null at its end. */
    byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            boolean secondHalf = afterCr && next == '\n';
            afterCr = next == '\r';
            if (next == '\r' || next == '\n' && !secondHalf) {
                return line.toByteArray();
            }
            if (!secondHalf) {
                line.write(next);
            }
        }
        return null;
    }

    /** The next line of the body, which ends with LF and nothing else; null at its end. */
    byte[] lineToLf() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }

    /** What one read of a library gives that gathers whatever is there, across chunks; null at the end. */
    byte[] some() throws IOException {
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            some.write(next);
            if (left == 0 && in.available() == 0) {
                return some.toByteArray();
            }
        }
        return some.size() == 0 ? null : some.toByteArray();
    }

    /** The next chunk, as if it were a whole text; null at the end. */
    byte[] chunk() throws IOException {
        int size = Integer.parseInt(headLine(), 16);
        byte[] chunk = in.readNBytes(size);
        headLine();
        return size == 0 ? null : chunk;
    }

    private int read() throws IOException {
        if (!chunked) {
            return in.read();
        }
        if (left == 0) {
            left = Integer.parseInt(headLine(), 16) + 1;
            if (left == 1) {
                return -1;
            }
        }
        int next = in.read();
        if (--left == 1) {
            headLine();
            left = 0;
        }
        if (next < 0) {
            throw new IOException("cut");
        }
        return next;
    }

    private String headLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("cut");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
