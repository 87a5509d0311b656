package workbook.checker.conformance;

import java.util.List;
import java.util.Optional;
import workbook.checker.http.Headers;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.MediaType;

/** What the head of an answer says of its body. */
public final class EventStreams {

    public static final String ESSENCE = "text/event-stream";

    private EventStreams() {}

    /** The type that a browser takes, empty if there is none. */
    public static Optional<MediaType> type(ResponseHead head) {
        return MediaType.extracted(MediaType.all(head.headers().all("Content-Type")));
    }

    /** Whether a browser would read the body as an event stream. */
    public static boolean isOne(ResponseHead head) {
        return head.status() == 200
                && type(head).filter(type -> type.essence().equals(ESSENCE)).isPresent();
    }

    /** Whether the body could be read as it is: a stream, not compressed, and not the answer to HEAD. */
    public static boolean isReadable(Connection connection) {
        return !connection.request().method().equals("HEAD")
                && connection.exchange().head().filter(EventStreams::isOne).isPresent()
                && encoding(connection).isEmpty();
    }

    /** The content coding; empty for none. */
    public static Optional<String> encoding(Connection connection) {
        return connection.exchange().head().flatMap(EventStreams::encoding);
    }

    public static Optional<String> encoding(ResponseHead head) {
        return head.headers().elements("Content-Encoding").stream()
                .filter(coding -> !coding.equals("identity"))
                .findFirst();
    }

    /** The directives of Cache-Control, without their values. */
    public static List<String> cacheControl(Headers headers) {
        return headers.elements("Cache-Control").stream()
                .map(directive -> directive.split("=", 2)[0].strip())
                .toList();
    }
}
