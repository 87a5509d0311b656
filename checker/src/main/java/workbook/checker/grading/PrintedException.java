package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.finding.WireText;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.text.Text;

/** What a server under test printed that explains a failure: an exception, and where in the learner's code it arose. */
final class PrintedException {

    private static final String THREAD = "Exception in thread \"[^\"]*\" ";
    private static final String NAMED = "((?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b.{0,160})$";
    private static final Pattern EXCEPTION = Pattern.compile("(?m)^(?:" + THREAD + "|Caused by: )?" + NAMED);
    private static final Pattern END_OF_THREAD = Pattern.compile("(?m)^" + THREAD + NAMED);
    private static final Pattern FRAME = Pattern.compile("(?m)^\\s*at workbook\\.[\\w.$<>]+\\(([\\w]+\\.java:\\d+)\\)");

    private static final Duration LOG_DELAY = Duration.ofMillis(300);

    private PrintedException() {}

    /** The last exception that a server printed, in a sentence. */
    static Optional<Text> exception(ServerUnderTest server) {
        return last(EXCEPTION, server.output(EXCEPTION, LOG_DELAY));
    }

    /** The last exception by which a thread of a server has ended, in a sentence. */
    static Optional<Text> endOfThread(ServerUnderTest server) {
        return last(END_OF_THREAD, server.output(END_OF_THREAD, Duration.ZERO));
    }

    private static Optional<Text> last(Pattern exception, String output) {
        return exception
                .matcher(output)
                .results()
                .reduce((first, second) -> second)
                .map(found -> sentence(found, output));
    }

    private static Text sentence(MatchResult found, String output) {
        String exception = WireText.escape(found.group(1).strip());
        Matcher frame = FRAME.matcher(output).region(found.end(), output.length());
        return frame.find()
                ? text("Your server printed: %s, in %s", "服务器输出了：%s，位于 %s", exception, frame.group(1))
                : text("Your server printed: %s", "服务器输出了：%s", exception);
    }
}
