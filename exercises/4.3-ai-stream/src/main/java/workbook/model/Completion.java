package workbook.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * One answer of the endpoint: a stream of JSON chunks, each with a piece of the text, and an end.
 *
 * <p>That it ended does not say that it is complete. The reason to finish does, and whether an error came.
 */
final class Completion {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // else the second of two objects would be lost
            .build();
    private static final String END = "[DONE]";

    private final WholeCharacters pieces;
    private boolean begun;
    private boolean toolAsked;
    private String refusal = "";
    private String finishReason = "";

    Completion(Model.Pieces pieces) {
        this.pieces = new WholeCharacters(pieces);
    }

    /** Reads to the end. Some endpoints say [DONE], some only give a reason why they finished, most do both. */
    void read(InputStream in) throws IOException, ModelException, InterruptedException {
        EventReader events = new EventReader(in);
        for (EventReader.Event event = events.next(); event != null; event = events.next()) {
            if (event.data().strip().equals(END)) {
                conclude();
                return;
            }
            if (event.type().equals("error")) {
                throw reported(event.data());
            }
            if (!event.data().isBlank()) {
                chunk(event.data());
            }
        }
        brokeOff(new ModelException("the answer of the model broke off"));
    }

    /** Handles a stream that broke off, which does no harm after a reason to finish. */
    void brokeOff(ModelException why) throws ModelException, InterruptedException {
        if (finishReason.isEmpty()) {
            throw why;
        }
        conclude();
    }

    private void chunk(String data) throws ModelException, InterruptedException {
        JsonNode chunk = parsed(data);
        JsonNode choice = chunk.path("choices").path(0); // a chunk about usage or the prompt has none
        JsonNode delta = choice.path("delta");
        pieces.accept(text(delta.path("content")));
        begun |= choice.isObject();
        toolAsked |= !delta.path("tool_calls").isEmpty() || delta.hasNonNull("function_call");
        refusal = EndpointWords.cut(refusal + delta.path("refusal").asText(""));
        if (choice.hasNonNull("finish_reason")) {
            finishReason = choice.get("finish_reason").asText();
        }
        if (isError(chunk) || choice.hasNonNull("error")) {
            throw reported(data);
        }
    }

    private static JsonNode parsed(String data) throws ModelException {
        try {
            JsonNode chunk = JSON.readTree(data);
            if (chunk.isObject()) {
                return chunk;
            }
        } catch (JsonProcessingException e) {
            throw new ModelException("the model sent something that is not JSON", data, e);
        }
        throw new ModelException("the model sent JSON that is no chunk of an answer", data, null);
    }

    /** The text of a delta: a string, or parts of which some are text. */
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    /** Endpoints do not agree on what an error looks like. */
    private static boolean isError(JsonNode chunk) {
        return chunk.hasNonNull("error")
                || chunk.path("object").asText().equals("error")
                || chunk.path("type").asText().equals("error");
    }

    private static ModelException reported(String words) {
        return new ModelException("the model reported an error", words, null);
    }

    /** The end came. Now it matters what came before it. */
    private void conclude() throws ModelException, InterruptedException {
        pieces.end();
        if (!begun) {
            throw new ModelException("the model ended its answer before it began");
        }
        if (!refusal.isEmpty()) {
            throw new ModelException("the model refused to answer", refusal, null);
        }
        if (toolAsked) {
            throw new ModelException("the model asked for a tool, and here is none");
        }
        switch (finishReason) {
            case "", "stop", "end_turn", "eos", "eos_token", "stop_sequence" -> {} // complete; not all give a reason
            case "length", "max_tokens", "model_length" ->
                throw new ModelException("the answer was cut off at the length limit");
            case "content_filter" -> throw new ModelException("the answer was cut off by the content filter");
            default -> throw new ModelException("the model stopped before its answer was complete", finishReason, null);
        }
    }
}
