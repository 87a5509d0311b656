package workbook.checker.vectors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

/**
 * An event stream as it is sent, and what a reader makes of it.
 *
 * @param id stable, for example {@code eol-cr-final-no-lf}
 * @param rule the rules that it is about, as in {@code vectors/README.md}, the foremost first: {@code P5,P7}
 * @param hex the bytes of each chunk, in hexadecimal
 * @param retry in milliseconds; null where the stream sets none
 * @param comments everything behind the colon of each comment, a leading space too
 * @param lastEventId the id that is stored when the stream has ended
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StreamVector(
        String id,
        String rule,
        List<String> hex,
        List<Event> events,
        Long retry,
        List<String> comments,
        String lastEventId,
        String note) {

    /** @param lastEventId the id in force when the event is dispatched; empty for none */
    public record Event(String type, String data, String lastEventId) {}

    public StreamVector {
        hex = List.copyOf(hex);
        events = List.copyOf(events);
        comments = List.copyOf(comments);
    }

    public List<byte[]> chunks() {
        return hex.stream().map(HexFormat.of()::parseHex).toList();
    }

    /** The whole stream in one piece. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks().forEach(all::writeBytes);
        return all.toByteArray();
    }
}
