package workbook.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks an endpoint that speaks as the API of OpenAI does ({@code POST /chat/completions}).
 *
 * <p>The endpoint is a stranger. What it sends is bounded, and none of its words but the answer reach the reader.
 */
final class OpenAiModel implements Model {

    private static final System.Logger LOG = System.getLogger("workbook.model");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REFUSAL = 2000;

    private final OpenAiSettings settings;

    OpenAiModel(OpenAiSettings settings) {
        this.settings = settings;
    }

    @Override
    public void answer(String question, Pieces pieces) throws ModelException, InterruptedException {
        try {
            ask(question, new Completion(pieces));
        } catch (ModelException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> e.getMessage()
                            + (e.detail().isEmpty() ? "" : ": " + EndpointWords.forLog(e.detail(), settings.key())));
            throw e;
        }
    }

    private void ask(String question, Completion completion) throws ModelException, InterruptedException {
        HttpURLConnection connection = null;
        try {
            byte[] body = body(question);
            connection = open(body.length);
            connection.getOutputStream().write(body);
            requireStream(connection);
            completion.read(connection.getInputStream());
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(); // the interrupt closed the connection, and that is what failed
            }
            completion.brokeOff(explained(e));
        } finally {
            if (connection != null) {
                connection.disconnect(); // an endpoint that still works for a reader who left learns of it by this
            }
        }
    }

    /**
     * The client of the JDK with a timeout for each read, so that every byte is a sign of life. It also reads a chunk
     * piece by piece and overlooks its extensions (RFC 9112, 7.1.1); Helidon's client does neither.
     */
    private HttpURLConnection open(int length) throws IOException {
        URI url = URI.create(settings.url() + "/chat/completions");
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length); // otherwise it would ask twice when a connection breaks
        connection.setInstanceFollowRedirects(false); // the question and the key are for this endpoint alone
        connection.setConnectTimeout(settings.timeoutMillis());
        connection.setReadTimeout(settings.timeoutMillis());
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "text/event-stream, application/json");
        connection.setRequestProperty("Accept-Encoding", "identity"); // compression gathers what should come at once
        connection.setRequestProperty("Connection", "close"); // an answer takes longer than a handshake
        settings.key().ifPresent(key -> connection.setRequestProperty("Authorization", "Bearer " + key));
        return connection;
    }

    private byte[] body(String question) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("model", settings.name()).put("stream", true);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return JSON.writeValueAsBytes(body);
    }

    private static void requireStream(HttpURLConnection connection) throws IOException, ModelException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("this is not HTTP");
        }
        if (status >= 300 && status < 400) {
            throw new ModelException(
                    "the model answered with a redirect, status " + status + ", which is not followed");
        }
        if (status != 200) {
            throw new ModelException("the model answered with status " + status, words(connection), null);
        }
        String encoding = connection.getContentEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ModelException("the model answered with an encoding that was not asked for");
        }
        String type = connection.getContentType();
        if (type == null || !type.split(";")[0].strip().toLowerCase(Locale.ROOT).equals("text/event-stream")) {
            throw new ModelException("the model did not answer with an event stream");
        }
    }

    /** What the endpoint says to a status, as far as it is worth a line in the log. */
    private static String words(HttpURLConnection connection) throws IOException {
        InputStream error = connection.getErrorStream();
        int there = error == null ? 0 : Math.min(error.available(), LONGEST_REFUSAL); // not worth waiting for the rest
        return there == 0 ? "" : new String(error.readNBytes(there), StandardCharsets.UTF_8);
    }

    private ModelException explained(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new ModelException("the model cannot be reached", e);
            }
            if (cause instanceof SocketTimeoutException) {
                return new ModelException(
                        "the model has sent nothing for " + settings.timeoutMillis() / 1000.0 + " s", e);
            }
        }
        return new ModelException("the connection to the model broke", e);
    }
}
