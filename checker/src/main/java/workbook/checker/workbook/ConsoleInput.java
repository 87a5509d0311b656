package workbook.checker.workbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.checker.text.Text;

/**
 * What the instructor's console may send to the server of a task: the key {@code send} of the registry. A task whose
 * server makes its events by itself has none.
 *
 * @param hint what a typed line is taken for
 * @param sample the line that stands in the field at first
 */
public record ConsoleInput(Text hint, String sample, Destination destination) {

    /** Where a line goes. */
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
     * An object of JSON. A line that is one goes as it is.
     *
     * @param key the key that any other line is the value of
     * @param prefix the key that a word before a colon is the value of
     */
    public record JsonBody(String key, Optional<Prefix> prefix) implements Body {}

    /**
     * A key whose value may stand before a colon, as in {@code warning: Stock is low}.
     *
     * @param words the values; the first is meant where none is given
     */
    public record Prefix(String key, List<String> words) {

        public Prefix {
            words = List.copyOf(words);
        }
    }

    /** Where the events come that a request causes. */
    public enum EventStream {
        /** On {@code GET /events}, which is open already. */
        EVENTS,
        /** The answer is the stream. */
        ANSWER,
        /** The answer is an object of JSON that names the stream under {@code events}. */
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
