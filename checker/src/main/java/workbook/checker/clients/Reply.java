package workbook.checker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.scripted.Answer;

/** What a script of a stage writes with. Any origin may read the answers: a page under test has another one. */
record Reply(Answer answer) {

    private static final String ANY_ORIGIN = "Access-Control-Allow-Origin: *";

    Reply head(String status, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(ANY_ORIGIN);
        answer.head(status, all.toArray(String[]::new));
        return this;
    }

    Reply stream(String... more) {
        List<String> all = new ArrayList<>(
                List.of("Content-Type: text/event-stream", "Cache-Control: no-cache", "Transfer-Encoding: chunked"));
        all.addAll(List.of(more));
        return head("200 OK", all.toArray(String[]::new));
    }

    /**
     * The head of a stream that will be cut. It does not say that the connection closes: the fetch of Node takes what is cut
     * behind such a head for an end.
     */
    Reply streamToCut() {
        return stream("Connection: keep-alive");
    }

    /** The head of a stream that will end in the way after which a client comes back. */
    Reply streamToEnd(Habits habits) {
        return habits.afterEnd() ? stream() : streamToCut();
    }

    /** A whole answer that is no stream. */
    void whole(String status, String type, String body) {
        List<String> headers = new ArrayList<>();
        if (!type.isEmpty()) {
            headers.add("Content-Type: " + type);
        }
        if (!status.startsWith("204") && !status.startsWith("304")) {
            headers.add("Content-Length: " + body.getBytes(UTF_8).length);
        }
        head(status, headers.toArray(String[]::new));
        answer.write(body);
        answer.end();
    }

    Reply write(String text) {
        answer.write(text);
        return this;
    }

    Reply write(byte[] bytes) {
        answer.write(bytes);
        return this;
    }

    /** Writes pieces that the client is to read one by one. */
    Reply pieces(List<byte[]> pieces, Duration pause) {
        for (byte[] piece : pieces) {
            answer.write(piece);
            if (!pause.isZero() && answer.awaitLeft(pause)) {
                return this;
            }
        }
        return this;
    }

    /** Ends the stream as it should end. */
    void end() {
        answer.end();
    }

    /** Keeps the stream open until the client closes it. */
    void hold() {
        answer.hold();
    }
}
