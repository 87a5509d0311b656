package workbook.checker.faulty.task4_2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.scripted.Request;

/** Task 4.2 done right, in parts: each viewer follows the file by itself. A faulty server overrides the part in which it sins. */
class LogServer implements Standalone.Server {

    final Path file = Path.of(setting("LOG_FILE", "target/no-such.log"));
    final int backlog = Integer.parseInt(setting("LOG_BACKLOG", "20"));
    final int maxLine = Integer.parseInt(setting("LOG_MAX_LINE", "65536"));

    private static String setting(String name, String usual) {
        return System.getenv().getOrDefault(name, usual);
    }

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        String[] parts = request.target().split("\\?", 2);
        if (!parts[0].equals("/events") || !request.method().equals("GET")) {
            reply.json(404, "{\"error\": \"no such path\"}").cut();
            return;
        }
        events(request.headers(), parts.length < 2 ? "" : parts[1], reply);
    }

    void events(Map<String, String> headers, String query, Reply reply) throws Exception {
        stream(tail(), lastId(headers.getOrDefault("last-event-id", ""), parameter(query, "after")), reply);
    }

    /** The header wins. */
    String lastId(String header, String after) {
        return header.isEmpty() ? after : header;
    }

    static String parameter(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    LogTail tail() {
        return new LogTail(this);
    }

    void stream(LogTail tail, String lastId, Reply reply) throws Exception {
        String begin = tail.begin(lastId);
        head(reply);
        reply.write(begin);
        while (true) {
            byte[] more = tail.step();
            send(reply, more);
            if (more.length == 0) {
                Thread.sleep(poll());
            }
        }
    }

    void head(Reply reply) {
        reply.eventStream();
    }

    void send(Reply reply, byte[] bytes) {
        reply.write(bytes);
    }

    long poll() {
        return 30;
    }

    /** What a viewer is told whose id is of no use. */
    String reset() {
        return "event: reset\ndata: {}\n\n";
    }

    /** What the path leads to; null for nothing. */
    Object key() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The id of the place behind a line. */
    String id(long offset, long sum) {
        return offset + "-" + sum;
    }

    String event(String id, String text) {
        return "id: " + id + "\ndata: " + text.replace("\r", "\ndata: ") + "\n\n";
    }

    /**
     * The text of a line.
     *
     * @param begin as much of it as is kept
     * @param length of all of it
     */
    String text(byte[] begin, long length) {
        if (begin.length > 0 && length == begin.length && begin[begin.length - 1] == '\r') {
            return text(java.util.Arrays.copyOf(begin, begin.length - 1), length - 1);
        }
        return length <= maxLine ? decode(begin, begin.length) : decode(begin, border(begin, maxLine)) + mark(length);
    }

    String decode(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    int border(byte[] bytes, int cut) {
        int border = cut;
        while (border > 0 && (bytes[border] & 0xc0) == 0x80) {
            border--;
        }
        return border;
    }

    String mark(long length) {
        return "… (cut)";
    }

    /** As much of a line as has to be kept until its end. */
    void keep(ByteArrayOutputStream line, byte[] bytes, int from, int length) {
        line.write(bytes, from, Math.min(length, Math.max(0, maxLine + 2 - line.size())));
    }
}
