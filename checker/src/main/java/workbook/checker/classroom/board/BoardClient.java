package workbook.checker.classroom.board;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends messages to the board. It takes a second at most and never throws: a board must not disturb a check. */
public final class BoardClient {

    /** The result of delivering one message to the board. */
    public enum Outcome {
        TAKEN,
        WRONG_CODE,
        TOO_OFTEN,
        REFUSED,
        NOT_REACHED
    }

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private BoardClient() {}

    public static Outcome bring(Membership member, BoardMessage message) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        // A name lookup cannot be given a limit, so the wait for the whole delivery has one.
        Thread.ofPlatform().daemon().name("courier").start(() -> answer.complete(send(member, message)));
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Outcome.NOT_REACHED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.NOT_REACHED;
        }
    }

    /** Sends a message about no task, to learn whether the board accepts name and code. */
    public static Outcome knock(Membership member) {
        return bring(member, new BoardMessage(member.name(), Map.of()));
    }

    private static Outcome send(Membership member, BoardMessage message) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    member.board().resolve("/reports").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Authorization", "Bearer " + member.code());
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            byte[] body = message.json().toString().getBytes(StandardCharsets.UTF_8);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            return switch (connection.getResponseCode()) {
                case 204 -> Outcome.TAKEN;
                case 401 -> Outcome.WRONG_CODE;
                case 429 -> Outcome.TOO_OFTEN;
                default -> Outcome.REFUSED;
            };
        } catch (IOException | RuntimeException e) {
            return Outcome.NOT_REACHED;
        }
    }
}
