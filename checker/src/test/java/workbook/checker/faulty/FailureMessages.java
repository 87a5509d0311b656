package workbook.checker.faulty;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** What a learner is told of each faulty server, without the bytes, times and instants that differ from run to run. */
final class FailureMessages {

    /** Two threads or two limits race in it, and what is seen first differs from run to run: only the check is recorded. */
    private static final Set<String> RACES = Set.of(
            "3.3 W9: publishers write into one stream at the same time",
            "3.1 age: a full buffer forgets what is older than a second", // all, or some, by how fast the messages came
            "4.1 order: the history has an order of its own",
            "4.1 R4c: the history gets it after the stream",
            "4.3 own: listens to the answer of an old POST", // whose words stand before those of the new one, or behind
            // them
            "4.3 own: who was cut off may ask again", // by coming back, or by coming at the same moment
            "4.2 R4: between old lines and new ones it jumps to the end",
            "5.1 late: the server ends before the streams",
            "6.1 own first: a node sends its own messages at once, and those of the log later",
            "6.1 pub/sub: Last-Event-ID is not read", // the node may be behind the client, or ahead of it
            "5.2 own: keeps all rows", // a page that keeps them all may also hang
            "6.1 alarm: a reset for each new connection to the log"); // seen as a reset, or as what is sent again

    /** Of notifications that are posted at once, chance says which comes first, and so what level it has. */
    private static final Pattern LEVEL = Pattern.compile("(type|类型|\"level\":) \"(?:success|warning|error)\"");

    /** What broke a check is of no interest to a golden file, and of all interest to whoever reads that the test failed. */
    private static final Set<Verdict> TOLD = Set.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN);

    private FailureMessages() {}

    static String of(Variant variant, Report report, Language language) {
        return heading(variant) + "\n"
                + report.tasks().stream()
                        .flatMap(task -> task.checks().stream())
                        .filter(check -> TOLD.contains(check.verdict()))
                        .map(check -> RACES.contains(variant.toString())
                                ? check.id() + " " + check.title().in(language) + "\n"
                                : message(check, language))
                        .collect(Collectors.joining("\n"));
    }

    /** The first line of what is told of a variant. */
    static String heading(Variant variant) {
        return "## " + variant.fault() + ": " + variant.name();
    }

    private static String message(CheckResult check, Language language) {
        Finding finding = check.finding().orElseThrow();
        String pointed = finding.conversations().stream()
                .flatMap(conversation -> conversation.mark().stream())
                .map(mark -> mark.note().in(language))
                .findFirst()
                .orElse("");
        Stream<String> lines = Stream.of(
                check.id() + " " + check.title().in(language),
                chosen(check, line("wanted", finding.expected(), language)),
                chosen(check, line("received", finding.received(), language)),
                line("browser", finding.browser(), language),
                line("why", finding.why(), language),
                ofSteps(finding) ? "" : line("likely", finding.likely(), language),
                stable("  caret    " + pointed));
        return lines.filter(line -> line.strip().contains(" ")).collect(Collectors.joining("\n")) + "\n";
    }

    /** How few steps are left, and so what they say of the cause, hangs on how busy the machine is. */
    private static boolean ofSteps(Finding finding) {
        return finding.conversations().stream().anyMatch(Conversation::isOfSteps);
    }

    private static String chosen(CheckResult check, String line) {
        return check.id().startsWith("4.1/") ? LEVEL.matcher(line).replaceAll("$1 \"LEVEL\"") : line;
    }

    private static String line(String label, Text text, Language language) {
        return stable("  %-8s %s".formatted(label, text.in(language)).stripTrailing());
    }

    /** Random words, instants and all numbers differ from run to run: counts, times and ids. */
    private static String stable(String line) {
        return line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?", "INSTANT")
                .replaceAll("~post-[a-z]{8}-\\d+-\\d+", "POST")
                .replaceAll("\"[a-z]{8}-\\d+\"", "\"WORD\"")
                .replaceAll("id (\\d+-\\d+-[0-9a-f]{8}|[0-9a-f]{8}-\\d+)", "id ID")
                .replaceAll("\\d*m-\\d+(, \\d*m-\\d+)*( and \\d+ more| 等共 \\d+ 个)?", "ID")
                .replaceAll("\\d+(\\.\\d+)?", "N");
    }
}
