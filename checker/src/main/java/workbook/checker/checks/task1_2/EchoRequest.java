package workbook.checker.checks.task1_2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import workbook.checker.vectors.EncodeVector;

/** The JSON object that is sent to {@code POST /echo}. */
record EchoRequest(Map<String, Object> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event that holds data only. */
    static EchoRequest message(String data) {
        return nothing().data(data);
    }

    /** {@code {}}: an event that holds nothing. */
    static EchoRequest nothing() {
        return new EchoRequest(Map.of());
    }

    /** The event of a vector, as JSON has it. */
    static EchoRequest of(EncodeVector vector) {
        EchoRequest request = nothing();
        for (String key : List.of("type", "id", "data", "comment")) {
            request = vector.text(key).isPresent()
                    ? request.with(key, vector.text(key).get())
                    : request;
        }
        return vector.retry().isPresent() ? request.retry(vector.retry().getAsLong()) : request;
    }

    EchoRequest data(String data) {
        return with("data", data);
    }

    EchoRequest type(String type) {
        return with("type", type);
    }

    EchoRequest id(String id) {
        return with("id", id);
    }

    EchoRequest retry(Long milliseconds) {
        return with("retry", milliseconds);
    }

    EchoRequest retry(int milliseconds) {
        return with("retry", milliseconds);
    }

    EchoRequest comment(String comment) {
        return with("comment", comment);
    }

    EchoRequest with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(key, value);
        return new EchoRequest(more);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable((String) fields.get(key));
    }

    OptionalLong retry() {
        return fields.get("retry") instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    String json() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
