package workbook.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** One answer of the endpoint: a stream of JSON chunks, each with a piece of the text, and an end. */
final class Completion {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "[DONE]";

    private final Model.Pieces pieces;
    private boolean finished;

    Completion(Model.Pieces pieces) {
        this.pieces = pieces;
    }

    /** Reads to the end. Some endpoints say [DONE], some only give a reason why they finished, most do both. */
    void read(InputStream in) throws IOException, ModelException, InterruptedException {
        EventReader events = new EventReader(in);
        for (String data = events.next(); data != null; data = events.next()) {
            if (data.strip().equals(END)) {
                return;
            }
            chunk(JSON.readTree(data));
        }
        brokeOff(new ModelException("the answer of the model broke off"));
    }

    private void chunk(JsonNode chunk) throws ModelException, InterruptedException {
        if (chunk.hasNonNull("error")) {
            throw new ModelException("the model reported an error: " + reason(chunk.get("error")));
        }
        JsonNode choice = chunk.path("choices").path(0); // a chunk about usage has none
        String text = choice.path("delta").path("content").asText("");
        if (!text.isEmpty()) {
            pieces.accept(text);
        }
        finished |= choice.hasNonNull("finish_reason");
    }

    private static String reason(JsonNode error) {
        return error.isTextual() ? error.textValue() : error.path("message").asText("no reason given");
    }

    /** Handles a stream that broke off, which does no harm after a reason to finish. */
    void brokeOff(ModelException why) throws ModelException {
        if (!finished) {
            throw why;
        }
    }
}
