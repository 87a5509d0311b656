package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.text.Text;

/** What a server under test printed that explains a failure: an exception, and where in the learner's code it arose. */
final class PrintedException {

    private static final String THREAD = "Exception in thread \"[^\"]*\" ";
    private static final String NAMED = "((?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b.{0,160})$";
    private static final Pattern END_OF_THREAD = Pattern.compile("(?m)^" + THREAD + NAMED);

    /** How a language prints an exception: its text, then where it arose, above or below that. */
    private enum Form {
        JAVA("^(?:" + THREAD + "|Caused by: )?" + NAMED, "^\\s*at workbook\\.[\\w.$<>]+\\((\\w+\\.java:\\d+)\\)"),
        /** A traceback ends with the exception, and has the innermost call last. */
        PYTHON("^Traceback \\(most recent call last\\):\\n(?:[ \\t].*\\n)+([\\w.]+.{0,160})$", ""),
        NODE(
                "^(?:Uncaught )?((?:[A-Z]\\w*)?Error\\b.{0,160})$",
                "^\\s+at .*?(?<!node:)\\b([\\w-]+\\.[mc]?[jt]s:\\d+):\\d+\\)?$"),
        GO(
                "^(?:.*\\bpanic serving \\S+: |panic: )(.{1,160})$",
                "^\\s+\\S*?(?<!src/runtime/)(?<!net/http/)\\b(\\w+\\.go:\\d+)\\b");

        private static final Pattern CALL = Pattern.compile("(?m)^\\s+File \"(?:[^\"]*/)?([^\"/]+)\", line (\\d+)");
        private static final String LIBRARY = "/lib/python";

        private final Pattern exception;
        private final Pattern frame;

        Form(String exception, String frame) {
            this.exception = Pattern.compile("(?m)" + exception);
            this.frame = Pattern.compile("(?m)" + frame);
        }

        /** The last exception in an output. */
        private Optional<MatchResult> last(String output) {
            return exception.matcher(output).results().reduce((first, second) -> second);
        }

        private Optional<String> place(MatchResult found, String output) {
            if (this == PYTHON) {
                return CALL.matcher(found.group())
                        .results()
                        .filter(call -> !call.group().contains(LIBRARY))
                        .reduce((outer, inner) -> inner)
                        .map(call -> call.group(1) + ":" + call.group(2));
            }
            Matcher frames = frame.matcher(output).region(found.end(), output.length());
            return frames.find() ? Optional.of(frames.group(1)) : Optional.empty();
        }
    }

    private static final Pattern ANY = Pattern.compile("(?m)"
            + String.join(
                    "|",
                    Stream.of(Form.values())
                            .map(form -> form.exception.pattern())
                            .toList()));

    private static final Duration LOG_DELAY = Duration.ofMillis(300);

    private PrintedException() {}

    /** The last exception that a server printed, in a sentence. */
    static Optional<Text> exception(ServerUnderTest server) {
        return exception(server.output(ANY, LOG_DELAY));
    }

    /** The last exception in an output, in a sentence. */
    static Optional<Text> exception(String output) {
        return Stream.of(Form.values())
                .flatMap(form -> form.last(output).map(found -> new Found(form, found)).stream())
                .max(Comparator.comparing(found -> found.match().end()))
                .map(found -> sentence(found, output));
    }

    private record Found(Form form, MatchResult match) {}

    /** The last exception by which a thread of a server has ended, in a sentence. */
    static Optional<Text> endOfThread(ServerUnderTest server) {
        String output = server.output(END_OF_THREAD, Duration.ZERO);
        return END_OF_THREAD
                .matcher(output)
                .results()
                .reduce((first, second) -> second)
                .map(found -> sentence(new Found(Form.JAVA, found), output));
    }

    private static Text sentence(Found found, String output) {
        String exception = WireText.escape(found.match().group(1).strip());
        return found.form()
                .place(found.match(), output)
                .map(place -> text("Your server printed: %s, in %s", "服务器输出了：%s，位于 %s", exception, place))
                .orElseGet(() -> text("Your server printed: %s", "服务器输出了：%s", exception));
    }
}
