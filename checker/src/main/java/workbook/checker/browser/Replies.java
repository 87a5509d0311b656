package workbook.checker.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a browser says over {@link DevTools}: gathers the parts of a message, and hands each answer to the command that
 * waits for it. An answer that nobody waits for any more is dropped.
 *
 * <p>Of the events only those count after which no answer comes: what a page does, its own recorder tells.
 */
final class Replies implements WebSocket.Listener {

    /** Who is asked where a command is for no tab. */
    static final String BROWSER = "";

    /** Of a message, in characters. A picture of a page has some millions, in base64. */
    static final int LONGEST = 16 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param session the tab that is asked */
    private record Command(String session, CompletableFuture<JsonNode> answer) {

        void fail(String reason) {
            answer.completeExceptionally(new IOException(reason));
        }
    }

    private final Map<Long, Command> waiting = new ConcurrentHashMap<>();
    private final Set<String> crashed = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;
    private StringBuilder message = new StringBuilder();

    /** The answer to a command that will be sent. */
    CompletableFuture<JsonNode> expect(long id, String session) {
        Command command = new Command(session, new CompletableFuture<>());
        waiting.put(id, command);
        // Whoever notes an end looks for waiting commands after that. So a command is in time, or sees the end here.
        if (ended) {
            command.fail("the connection has ended");
        } else if (crashed.contains(session)) {
            command.fail("the page has crashed");
        }
        return command.answer();
    }

    void forget(long id) {
        waiting.remove(id);
    }

    /** Nothing more will come. */
    void end(String reason) {
        ended = true;
        waiting.values().forEach(command -> command.fail(reason));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (message.length() + part.length() > LONGEST) {
            throw new IllegalStateException("a message of more than " + LONGEST + " characters");
        }
        message.append(part);
        if (last) {
            read(message.toString());
            message = new StringBuilder(); // so that the room for a long one is not kept
        }
        socket.request(1);
        return null;
    }

    private void read(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            if (read.has("id")) {
                answer(read);
            } else {
                event(read);
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(JsonNode read) {
        Command command = waiting.get(read.get("id").asLong());
        if (command == null) {
            return;
        }
        if (read.has("error")) {
            command.fail(read.get("error").toString());
        } else {
            command.answer().complete(read.get("result"));
        }
    }

    private void event(JsonNode read) {
        switch (read.path("method").asText()) {
            case "Inspector.targetCrashed" -> {
                String session = read.path("sessionId").asText();
                crashed.add(session);
                end(session, "the page has crashed");
            }
            case "Target.detachedFromTarget" -> {
                String session = read.path("params").path("sessionId").asText();
                crashed.remove(session);
                end(session, "the page has gone");
            }
            default -> {}
        }
    }

    private void end(String session, String reason) {
        waiting.values().stream()
                .filter(command -> command.session().equals(session))
                .forEach(command -> command.fail(reason));
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end(error.toString());
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        end("the browser closed the connection: " + status + " " + reason);
        return null;
    }
}
