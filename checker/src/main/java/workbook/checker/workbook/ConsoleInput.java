package workbook.checker.workbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.checker.text.Text;

/**
 * What the instructor's console may send to the server of a task: the key {@code send} of the registry. A task whose
 * server makes its events by itself has none.
 *
 * @param hint what a typed line means
 * @param sample the line that the field holds at first
 */
public record ConsoleInput(Text hint, String sample, Destination destination) {

    /** The destination of a line. */
    public sealed interface Destination {}

    /**
     * A request to the server.
     *
     * @param path begins with a slash
     * @param headers those beside the content type
     * @param stream where the events come that the request causes
     * @param many whether the console may send very many, one after another
     */
    public record Post(String path, Body body, Map<String, String> headers, EventStream stream, boolean many)
            implements Destination {

        public Post {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A file that the server follows.
     *
     * @param path relative to the folder of the solution
     */
    public record LogFile(String path) implements Destination {}

    /** How a line becomes the body of a request. */
    public sealed interface Body {}

    /** The line as it is, as {@code text/plain}. */
    public record PlainBody() implements Body {}

    /**
     * A JSON object. A line that is one already is sent as it is.
     *
     * @param key the key whose value is any other line
     * @param prefix the key whose value is a word before a colon
     */
    public record JsonBody(String key, Optional<Prefix> prefix) implements Body {}

    /**
     * A key whose value may stand before a colon, as in {@code warning: Stock is low}.
     *
     * @param words the values; the first one is the default
     */
    public record Prefix(String key, List<String> words) {

        public Prefix {
            words = List.copyOf(words);
        }
    }

    /** The stream on which the events come that a request causes. */
    public enum EventStream {
        /** On {@code GET /events}, which is open already. */
        EVENTS,
        /** In the answer, which is the stream. */
        ANSWER,
        /** On the stream that the answer, a JSON object, names under {@code events}. */
        NAMED
    }

    /** Whether very many lines may be sent at once. */
    public boolean many() {
        return destination instanceof Post post && post.many();
    }

    /** Whether the events come on {@code GET /events}. */
    public boolean onEvents() {
        return !(destination instanceof Post post) || post.stream() == EventStream.EVENTS;
    }
}
