package workbook.checker.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An event, and what a reader may make of the bytes that an encoder writes for it.
 *
 * @param id stable, for example {@code lines-crlf}
 * @param group what it is about, for example {@code lines}
 * @param fields some of type, id, data, retry and comment; what is absent or null is not there
 * @param outcomes what a reader may see; none where the event must be refused
 * @param mayRefuse whether the encoder may write nothing instead, and say so
 */
public record EncodeVector(String id, String group, JsonNode fields, List<Outcome> outcomes, boolean mayRefuse) {

    /** @param comments without one leading space, which an encoder is free to write */
    public record Outcome(
            List<StreamVector.Event> events, Optional<Long> retry, List<String> comments, String lastEventId) {

        private static Outcome of(JsonNode node) {
            return new Outcome(
                    each(node.get("events")).map(Outcome::event).toList(),
                    node.hasNonNull("retry") ? Optional.of(node.get("retry").longValue()) : Optional.empty(),
                    each(node.get("comments")).map(JsonNode::textValue).toList(),
                    node.get("lastEventId").textValue());
        }

        private static StreamVector.Event event(JsonNode node) {
            return new StreamVector.Event(
                    node.get("type").textValue(),
                    text(node.get("data")),
                    node.get("lastEventId").textValue());
        }
    }

    static EncodeVector of(JsonNode node) {
        return new EncodeVector(
                node.get("id").textValue(),
                node.get("group").textValue(),
                node.get("event"),
                each(node.get("outcomes"))
                        .filter(JsonNode::isObject)
                        .map(Outcome::of)
                        .toList(),
                each(node.get("outcomes")).anyMatch(JsonNode::isTextual));
    }

    /** A field that is text; of what is too long to be written out, the whole. */
    public Optional<String> text(String field) {
        return fields.hasNonNull(field) ? Optional.of(text(fields.get(field))) : Optional.empty();
    }

    public OptionalLong retry() {
        return fields.hasNonNull("retry") ? OptionalLong.of(fields.get("retry").longValue()) : OptionalLong.empty();
    }

    private static String text(JsonNode value) {
        return value.isObject()
                ? value.get("repeat").textValue().repeat(value.get("times").intValue())
                : value.textValue();
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
