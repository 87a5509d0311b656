package workbook.checker.grading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import workbook.checker.server.Secrets;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.text.Text;

/**
 * What the programs that were started for a task have written to standard error since a check began. A check may start some
 * of its own, and those that come after it may go on with them, as with the nodes of task 6.1. So what counts is whom a
 * check has asked.
 */
final class ErrorOutput {

    /** What a program prints about a request may come a moment after its answer. */
    private static final Duration LOG_DELAY = Duration.ofMillis(300);

    private static final int MOST_PROGRAMS = 8;

    /**
     * @param behind bytes that were printed before the check, or before the program listened
     * @param asked whether the check has started it, or sent it a request
     */
    private record Source(ServerUnderTest server, long behind, boolean asked) {

        static Source now(ServerUnderTest server, boolean asked) {
            return new Source(server, server.errors(), asked);
        }
    }

    /** In the order in which they were started. */
    private final List<Source> sources = new ArrayList<>();

    /** The program that is graded where a check starts none; none before the first check. */
    private Optional<Source> main = Optional.empty();

    /** Adds a program that listens now. What it printed while it started says nothing of a check. */
    synchronized void add(ServerUnderTest server) {
        if (sources.size() == MOST_PROGRAMS) {
            sources.remove(sources.stream()
                    .filter(source -> !source.asked())
                    .findFirst()
                    .orElse(sources.getFirst()));
        }
        sources.add(Source.now(server, true));
    }

    /** Notes that a request is sent to a program. */
    synchronized void asked(ServerUnderTest server) {
        sources.replaceAll(source ->
                source.server() == server && !source.asked() ? new Source(server, source.behind(), true) : source);
    }

    /** Notes that a check begins, which has asked nobody so far. */
    synchronized void begin(ServerUnderTest current) {
        sources.replaceAll(source -> Source.now(source.server(), false));
        if (sources.stream().noneMatch(source -> source.server() == current)) {
            sources.addFirst(Source.now(current, false));
        }
        main = sources.stream().filter(source -> source.server() == current).findFirst();
    }

    /** The lines that tell most, without secrets; none if nothing was printed. Who was started last comes first. */
    List<String> lines() {
        long end = System.nanoTime() + LOG_DELAY.toNanos();
        String printed = ofCheck().stream()
                .map(source -> source.server()
                        .errors(
                                source.behind(),
                                PrintedLines.EXCEPTION,
                                Duration.ofNanos(Math.max(0, end - System.nanoTime()))))
                .collect(Collectors.joining("\n"));
        return PrintedLines.of(Secrets.masked(printed, System.getenv()));
    }

    /**
     * The last exception of a program that the check has asked, also if it was printed before. Of programs that a check has
     * started only what ended a thread: others may be what an earlier check was about.
     */
    Optional<Text> exception(ServerUnderTest current) {
        return ofCheck().reversed().stream()
                .map(Source::server)
                .flatMap(server -> (server == current
                                ? PrintedException.exception(server)
                                : PrintedException.endOfThread(server))
                        .stream())
                .findFirst();
    }

    /** Whom the check has asked, else the one that is graded: a page is asked for by a browser. */
    private synchronized List<Source> ofCheck() {
        List<Source> asked = sources.stream().filter(Source::asked).toList();
        return asked.isEmpty() ? main.stream().toList() : asked;
    }
}
