package workbook.checker.clients;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/**
 * What a rule works with: the client under test, and what is known of it.
 *
 * @param vectors what the client made of the vectors, which several rules look at
 */
record Bench(Subject subject, Times times, Habits habits, VectorRuns vectors) {

    /**
     * Runs one client before scripts of which each answers one request; the last one answers all that follow. It has made its
     * first request when it is judged.
     */
    void stage(List<Script> scripts, Consumer<Stage> judge) {
        try (Stage stage = Stage.visited(subject, times, scripts)) {
            judge.accept(stage);
            stage.fault().ifPresent(Bench::ours);
        }
    }

    /**
     * Lets several clients be judged at a time, since nearly all that is done is to wait. One that shows nothing hides no fault
     * of another.
     */
    static void atOnce(List<Runnable> judges) {
        List<Callable<Optional<NotClaimed>>> calls = judges.stream()
                .<Callable<Optional<NotClaimed>>>map(judge -> () -> unseen(judge))
                .toList();
        ParallelCalls.all(calls, calls.size()).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(unseen -> {
                    throw unseen;
                });
    }

    private static Optional<NotClaimed> unseen(Runnable judge) {
        try {
            judge.run();
            return Optional.empty();
        } catch (NotClaimed unseen) {
            return Optional.of(unseen);
        }
    }

    private static void ours(Throwable fault) {
        throw new IllegalStateException("a script broke", fault);
    }

    /** Requires that the client comes back by itself, without which nothing can be said of how. */
    void requireReconnects() {
        if (!habits.reconnects()) {
            throw new NotClaimed(
                    text("not claimed: this client does not come back when a stream has ended", "未声明：该客户端在流结束后不会重连"));
        }
    }

    /** A stream that ends in a way after which the client comes back. */
    Script ending(String stream) {
        return ending(stream.getBytes(StandardCharsets.UTF_8));
    }

    Script ending(byte[] stream) {
        return habits.afterEnd()
                ? (request, answer) -> new Reply(answer).stream().write(stream)
                : cut(stream);
    }

    /** A stream whose connection breaks behind these bytes. */
    static Script cut(byte[] stream) {
        return (request, answer) -> {
            new Reply(answer).streamToCut().write(stream);
            answer.cut();
        };
    }

    /** The first lines of a stream after which a client comes back soon. */
    static String soon() {
        return "retry: " + Habits.SHORT + "\n\n";
    }

    /** How long a client that was told {@link #soon} may take beyond the usual limit. */
    Duration away() {
        return habits.retry().multipliedBy(4).plus(habits.delay().multipliedBy(2));
    }

    /** A client that has to come back so often before a rule can be judged. */
    void requireVisits(Stage stage, int count, Text expected, Text why) {
        if (!stage.awaitVisits(count, away())) {
            throw Broken.of(
                    expected,
                    stage.clientEnded()
                            ? text("it ended", "它结束了")
                            : text(
                                    "%d requests, and then none",
                                    "%d 个请求，此后再没有", stage.visits().size()),
                    why,
                    text("the end of a response is taken for the end of everything", "把一个响应的结束当成了一切的结束"),
                    stage.conversations());
        }
    }
}
