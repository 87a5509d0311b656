package workbook.checker.finding;

import java.util.List;
import workbook.checker.text.Text;

/**
 * Why a check did not pass. Empty texts are left out where it is shown. Bytes of a server that appear in a sentence go
 * through {@link WireText#escape} first, so that a line break in them does not look like one of ours.
 *
 * @param expected what was wanted
 * @param received what came instead; of a skipped check the reason, with the id of the check it waits for; of a
 *     broken one what was thrown, for example {@code IndexOutOfBoundsException}
 * @param browser what a browser would have made of it
 * @param why the rule in one sentence: why this is wrong
 * @param likely the usual cause
 * @param next what to do next
 * @param conversations the connections that show it, in the order in which they were opened; the one with a mark is
 *     where to look
 * @param pictures of the page as it was then
 * @param printed the lines that tell most of what the program wrote to standard error during the check, without
 *     secrets, at most 12
 * @param file name of the file in which the fault is, where it is another than that of the TODO; empty otherwise
 */
public record Finding(
        Text expected,
        Text received,
        Text browser,
        Text why,
        Text likely,
        Text next,
        List<Conversation> conversations,
        List<Picture> pictures,
        List<String> printed,
        String file) {

    /** Nothing to say, as of a check that passed. */
    public static final Finding NONE = of(Text.NONE, Text.NONE);

    public Finding {
        conversations = List.copyOf(conversations);
        pictures = List.copyOf(pictures);
        printed = List.copyOf(printed);
    }

    /** A finding about a program that printed nothing. */
    public Finding(
            Text expected,
            Text received,
            Text browser,
            Text why,
            Text likely,
            Text next,
            List<Conversation> conversations,
            List<Picture> pictures) {
        this(expected, received, browser, why, likely, next, conversations, pictures, List.of(), "");
    }

    /** The line for a shell that sends what is wrong: of the connection with a mark, else of the first. */
    public String reproduce() {
        return conversations.stream()
                .filter(talk -> talk.mark().isPresent() && !talk.reproduce().isEmpty())
                .findFirst()
                .or(() -> conversations.stream().findFirst())
                .map(Conversation::reproduce)
                .orElse("");
    }

    /** Whether it was seen in a page. */
    public boolean ofPage() {
        return conversations.stream()
                .flatMap(talk -> talk.lines().stream())
                .anyMatch(line -> line.kind() == WireLine.Kind.PAGE);
    }

    /** The same with one more sentence behind the likely cause. */
    public Finding withCause(Text sentence) {
        return new Finding(
                expected, received, browser, why, likely.then(sentence), next, conversations, pictures, printed, file);
    }

    /** The same with another cause, for what is more than likely. */
    public Finding because(Text cause) {
        return new Finding(expected, received, browser, why, cause, next, conversations, pictures, printed, file);
    }

    /** The same with what the program wrote to standard error. */
    public Finding withPrinted(List<String> lines) {
        return new Finding(expected, received, browser, why, likely, next, conversations, pictures, lines, file);
    }

    /** The same of a fault that is in a file of this name. */
    public Finding in(String name) {
        return new Finding(expected, received, browser, why, likely, next, conversations, pictures, printed, name);
    }

    /** The same with what to do next, unless it says so already. */
    public Finding withNext(Text step) {
        return next.isEmpty()
                ? new Finding(expected, received, browser, why, likely, step, conversations, pictures, printed, file)
                : this;
    }

    /** A finding of one sentence, for a check that was skipped or broke. */
    public static Finding of(Text sentence, Text next) {
        return new Finding(Text.NONE, sentence, Text.NONE, Text.NONE, Text.NONE, next, List.of(), List.of());
    }
}
