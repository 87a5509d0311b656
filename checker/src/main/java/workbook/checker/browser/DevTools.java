package workbook.checker.browser;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.server.MachinePace;

/**
 * The connection to a browser: commands of the Chrome DevTools Protocol and their answers, each with a limit. Any thread
 * may send a command, and waits for the answer.
 */
final class DevTools implements AutoCloseable {

    /** A tab: it takes commands of its own. */
    final class Tab implements AutoCloseable {

        private final String target;
        private final String session;

        private Tab(String target, String session) {
            this.target = target;
            this.session = session;
        }

        /**
         * A tab that others hide may only be slow. If no answer comes in time it is shown before them, and gets the same
         * time again.
         *
         * @throws NoReply if none comes then either, or the browser refuses
         */
        JsonNode send(String method, Map<String, ?> parameters, Duration limit) {
            try (Pending pending = new Pending(method, session)) {
                pending.send(parameters, limit);
                return pending.await(limit).orElseGet(() -> {
                    activate();
                    return pending.require(limit);
                });
            }
        }

        /**
         * Shows it before all others. Where the checker runs as root, the browser leaves these a thirtieth of a busy
         * processor.
         */
        void activate() {
            DevTools.this.send("Target.activateTarget", Map.of("targetId", target));
        }

        /** Closes it, even if its page no longer answers. */
        @Override
        public void close() {
            DevTools.this.send("Target.closeTarget", Map.of("targetId", target));
        }
    }

    /** A command was not answered in time, or refused, or the browser has gone. */
    static final class NoReply extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoReply(String method, Throwable cause) {
            super(method, cause);
        }
    }

    /** A command, which is answered or forgotten. */
    private final class Pending implements AutoCloseable {

        private final long id = commands.incrementAndGet();
        private final String method;
        private final String session;
        private final CompletableFuture<JsonNode> answer;

        Pending(String method, String session) {
            this.method = method;
            this.session = session;
            this.answer = replies.expect(id, session);
        }

        void send(Map<String, ?> parameters, Duration limit) {
            try {
                DevTools.this.send(message(id, method, parameters, session), System.nanoTime() + limit.toNanos());
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                throw failed(e);
            }
        }

        /** The answer; empty if none comes in time. */
        Optional<JsonNode> await(Duration limit) {
            try {
                return Optional.of(answer.get(limit.toNanos(), NANOSECONDS));
            } catch (TimeoutException late) {
                return Optional.empty();
            } catch (ExecutionException | InterruptedException e) {
                throw failed(e);
            }
        }

        JsonNode require(Duration limit) {
            return await(limit).orElseThrow(() -> failed(new TimeoutException("no answer in " + limit)));
        }

        private NoReply failed(Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return new NoReply(method, e);
        }

        @Override
        public void close() {
            replies.forget(id);
        }
    }

    /** On a quiet machine, for what a browser does itself: a first tab starts processes. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final WebSocket socket;
    private final Replies replies;
    private final AtomicLong commands = new AtomicLong();
    private final ReentrantLock sending = new ReentrantLock();

    private DevTools(HttpClient client, WebSocket socket, Replies replies) {
        this.client = client;
        this.socket = socket;
        this.replies = replies;
    }

    /**
     * Connects to a browser.
     *
     * @param address as the browser tells it, for example {@code ws://127.0.0.1:9222/devtools/browser/1f0e}
     */
    static DevTools connect(URI address) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        Replies replies = new Replies();
        try {
            WebSocket socket =
                    client.newWebSocketBuilder().buildAsync(address, replies).get(limit().toNanos(), NANOSECONDS);
            return new DevTools(client, socket, replies);
        } catch (ExecutionException | TimeoutException e) {
            client.shutdownNow();
            throw new IOException("no DevTools at " + address, e);
        } catch (InterruptedException e) {
            client.shutdownNow();
            throw e;
        }
    }

    /**
     * Opens a tab. It shares cookies and cache with the others, which is no harm: each page has a server, and so an
     * origin, of its own. A browser context or a window for each would make the browser slower and slower.
     *
     * @throws NoReply if the browser does not
     */
    Tab open() {
        String target = send("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        String session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        return new Tab(target, session);
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        Duration limit = limit();
        try (Pending pending = new Pending(method, Replies.BROWSER)) {
            pending.send(parameters, limit);
            return pending.require(limit);
        }
    }

    private static Duration limit() {
        return MachinePace.now().stretch(LIMIT);
    }

    private static String message(long id, String method, Map<String, ?> parameters, String session) {
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (!session.equals(Replies.BROWSER)) {
            command.put("sessionId", session);
        }
        return command.toString();
    }

    /** A WebSocket takes one message at a time. */
    private void send(String message, long deadline) throws ExecutionException, TimeoutException, InterruptedException {
        if (!sending.tryLock(deadline - System.nanoTime(), NANOSECONDS)) {
            throw new TimeoutException("the browser takes no commands");
        }
        try {
            socket.sendText(message, true).get(deadline - System.nanoTime(), NANOSECONDS);
        } finally {
            sending.unlock();
        }
    }

    /** Ends the connection without a word, and waits for nobody. Whoever waits for an answer gets {@link NoReply}. */
    @Override
    public void close() {
        replies.end("the connection was closed here");
        socket.abort();
        client.shutdownNow();
    }
}
