package workbook.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Asks an endpoint that speaks as the API of OpenAI does ({@code POST /chat/completions}). */
final class OpenAiModel implements Model {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenAiSettings settings;
    private final WebClient client;

    OpenAiModel(OpenAiSettings settings) {
        this.settings = settings;
        this.client = WebClient.builder()
                .connectTimeout(settings.timeout())
                .readTimeout(settings.timeout()) // of each read, so that every byte is a sign of life
                .keepAlive(false) // an answer takes longer than a handshake, and stopping it must close the connection
                .build();
    }

    @Override
    public void answer(String question, Pieces pieces) throws ModelException, InterruptedException {
        Completion completion = new Completion(pieces);
        try (HttpClientResponse response = request().submit(body(question))) {
            requireStream(response);
            completion.read(response.inputStream());
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(); // the interrupt closed the connection, and that is what failed
            }
            completion.brokeOff(explained(e));
        }
    }

    private HttpClientRequest request() {
        HttpClientRequest request = client.post(settings.url() + "/chat/completions")
                .contentType(MediaTypes.APPLICATION_JSON)
                .accept(MediaTypes.TEXT_EVENT_STREAM, MediaTypes.APPLICATION_JSON);
        settings.key().ifPresent(key -> request.header(HeaderNames.AUTHORIZATION, "Bearer " + key));
        return request;
    }

    private byte[] body(String question) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("model", settings.name()).put("stream", true);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return JSON.writeValueAsBytes(body);
    }

    private static void requireStream(HttpClientResponse response) throws ModelException {
        if (response.status().code() != 200) {
            throw new ModelException(
                    "the model answered with status " + response.status().code());
        }
        boolean stream = response.headers()
                .contentType()
                .map(HttpMediaType::mediaType)
                .filter(type -> type.text().equalsIgnoreCase("text/event-stream"))
                .isPresent();
        if (!stream) {
            throw new ModelException("the model did not answer with an event stream");
        }
    }

    private ModelException explained(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException) {
                return new ModelException("the model sent something that is not JSON", e);
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new ModelException("the model cannot be reached", e);
            }
            if (cause instanceof SocketTimeoutException) {
                return new ModelException(
                        "the model has sent nothing for " + settings.timeout().toMillis() / 1000.0 + " s", e);
            }
        }
        return new ModelException("the connection to the model broke", e);
    }
}
