package workbook.checker.grading;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import workbook.checker.server.Secrets;
import workbook.checker.server.ServerUnderTest;

/** What the programs that were started for a task have written to standard error since a check began. */
final class ErrorOutput {

    /** What a program prints about a request may come a moment after its answer. */
    private static final Duration LOG_DELAY = Duration.ofMillis(300);

    private static final int MOST_PROGRAMS = 8;

    /** @param behind bytes that were printed before the check, or before the program listened */
    private record Source(ServerUnderTest server, long behind) {}

    private final Deque<Source> sources = new ArrayDeque<>();

    /** Adds a program that listens now. What it printed while it started says nothing of a check. */
    synchronized void add(ServerUnderTest server) {
        if (sources.size() == MOST_PROGRAMS) {
            sources.removeFirst();
        }
        sources.add(new Source(server, server.errors()));
    }

    /** Forgets what was printed so far, and of all programs but the last one that they were there. */
    synchronized void begin(ServerUnderTest current) {
        sources.clear();
        sources.add(new Source(current, current.errors()));
    }

    /** The lines that tell most, without secrets; none if nothing was printed. */
    List<String> lines() {
        List<Source> read;
        synchronized (this) {
            read = new ArrayList<>(sources);
        }
        String printed = read.stream()
                .map(source -> source.server().errors(source.behind(), PrintedLines.EXCEPTION, LOG_DELAY))
                .collect(Collectors.joining("\n"));
        return PrintedLines.of(Secrets.masked(printed, System.getenv()));
    }
}
