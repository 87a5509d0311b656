package workbook.checker.grading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import workbook.checker.text.Clip;

/**
 * The few lines of a program's standard error that tell most: exceptions first, of them those that passed through the
 * learner's own code, of those the frames in it; then the last of the other lines.
 */
final class PrintedLines {

    static final int MOST = 12;

    private static final int WIDEST = 240;
    private static final int MOST_FRAMES = 3;
    private static final String INDENT = "    ";

    private static final String THROWN = "(?:[\\w$]+\\.)*[A-Z][\\w$]*(?:Exception|Error|Throwable)\\b.*";
    private static final Pattern HEADER = Pattern.compile("(?:Exception in thread \"[^\"]*\" |Uncaught )?" + THROWN);
    private static final Pattern CAUSE = Pattern.compile("\\s*(?:Caused by|Suppressed): .*");
    private static final Pattern FRAME = Pattern.compile("\\s+at \\S.*");
    private static final Pattern MORE = Pattern.compile("\\s*\\.\\.\\. \\d+ (?:more|common frames omitted)");

    /** Frames of the JDK, of Helidon and of Node, which nobody who learns here has written. */
    private static final Pattern FOREIGN =
            Pattern.compile("\\s+at (?:java|javax|jdk|sun|com\\.sun|io\\.helidon)[./].*|.*[( ]node:.*");

    /** What a server meets when a client has gone, as the checks do all the time. */
    private static final Pattern HANG_UP = Pattern.compile(
            ".*(?:Broken pipe|[Cc]onnection reset|[Ss]ocket (?:is )?closed|[Ss]tream (?:is )?closed|ClosedChannelException"
                    + "|ServerConnectionException|CloseConnectionException|EPIPE|ECONNRESET).*");

    /** What stands there as soon as there is an exception. */
    static final Pattern EXCEPTION = Pattern.compile("(?m)^(?:" + HEADER + ")$");

    /** An exception with its frames. */
    private record Thrown(List<String> lines) {

        boolean own() {
            return lines.stream().anyMatch(PrintedLines::ownFrame);
        }

        boolean hangUp() {
            return lines.stream().filter(line -> !FRAME.matcher(line).matches()).anyMatch(line -> HANG_UP.matcher(line)
                    .matches());
        }

        /** The exception and its causes, each with the first frames in the learner's code, else with its first ones. */
        List<String> told() {
            List<String> told = new ArrayList<>();
            int frames = 0;
            boolean skipped = false;
            for (String line : lines) {
                boolean frame = FRAME.matcher(line).matches();
                if (frame && (frames == MOST_FRAMES || own() && !ownFrame(line))
                        || MORE.matcher(line).matches()) {
                    skipped = true;
                    continue;
                }
                if (skipped && frame) {
                    told.add(INDENT + "…");
                }
                skipped = false;
                frames = frame ? frames + 1 : 0;
                told.add(frame ? INDENT + line.strip() : line.strip());
            }
            return told;
        }
    }

    private PrintedLines() {}

    /** At most {@value #MOST} lines of this output; none if it is blank. */
    static List<String> of(String output) {
        List<Thrown> thrown = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> lines = output.lines().toList();
        for (int at = 0; at < lines.size(); ) {
            int end = end(lines, at);
            if (end > at) {
                thrown.add(new Thrown(lines.subList(at, end)));
                at = end;
            } else {
                others.add(lines.get(at++));
            }
        }
        List<String> told = new ArrayList<>();
        thrown.reversed().stream()
                .sorted(Comparator.comparing(Thrown::hangUp)
                        .thenComparing(Comparator.comparing(Thrown::own).reversed()))
                .map(Thrown::told)
                .distinct()
                .forEach(told::addAll);
        List<String> rest = others.stream().filter(line -> !line.isBlank()).toList();
        int room = Math.max(0, MOST - told.size());
        told.addAll(rest.subList(Math.max(0, rest.size() - room), rest.size()));
        return told.stream()
                .limit(MOST)
                .map(line -> Clip.characters(line.replace("\t", INDENT).stripTrailing(), WIDEST))
                .toList();
    }

    /** Where the exception ends that begins at this line; the line itself if none begins there. */
    private static int end(List<String> lines, int from) {
        if (!HEADER.matcher(lines.get(from)).matches()) {
            return from;
        }
        int at = from + 1;
        while (at < lines.size() && belongs(lines.get(at))) {
            at++;
        }
        boolean frames = lines.subList(from, at).stream()
                .anyMatch(line -> FRAME.matcher(line).matches());
        return frames || lines.get(from).contains(".") ? at : from;
    }

    private static boolean belongs(String line) {
        return FRAME.matcher(line).matches()
                || CAUSE.matcher(line).matches()
                || MORE.matcher(line).matches();
    }

    private static boolean ownFrame(String line) {
        return FRAME.matcher(line).matches() && !FOREIGN.matcher(line).matches();
    }
}
