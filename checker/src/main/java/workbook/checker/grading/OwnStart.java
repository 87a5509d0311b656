package workbook.checker.grading;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.Program;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.server.Trouble;

/**
 * The start of a program with its own configuration, as {@code sse run} starts it, beside the checks. They give it values
 * of theirs, and would never see that its own are misspelt.
 */
final class OwnStart {

    private final CompletableFuture<Optional<Trouble>> found = new CompletableFuture<>();
    private final Duration limit;

    private OwnStart(Duration limit) {
        this.limit = limit;
    }

    static OwnStart begin(Program program, LaunchOptions how) {
        OwnStart start = new OwnStart(how.start().plus(how.stop()).multipliedBy(2));
        // Ending a process reads files and pipes, which would hold the carrier of a virtual thread.
        Thread.ofPlatform().daemon().name("start with own values").start(() -> start.run(program, how));
        return start;
    }

    private void run(Program program, LaunchOptions how) {
        try {
            Optional<Trouble> trouble = once(program, how);
            // A busy machine starts a program late once.
            found.complete(
                    trouble.isPresent() && trouble.get() instanceof Trouble.NeverListened
                            ? once(program, how)
                            : trouble);
        } catch (Throwable ours) {
            found.completeExceptionally(ours);
        }
    }

    private static Optional<Trouble> once(Program program, LaunchOptions how) {
        try (ServerUnderTest server = ServerUnderTest.start(program, 0, Map.of(), how)) {
            return server.ended();
        } catch (ServerException e) {
            return Optional.of(e.trouble());
        }
    }

    /**
     * Why the program did not start, once that is known.
     *
     * @return empty where it listened, and where a port is taken: that of the same program under the checks
     * @throws IllegalStateException if the checker itself failed to find out
     */
    Optional<Trouble> await() {
        try {
            return found.get(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .filter(trouble -> !(trouble instanceof Trouble.PortTaken))
                    .<Trouble>map(Trouble.WithOwnValues::new);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a start beside the checks has no end", e);
        }
    }
}
