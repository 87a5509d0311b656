package workbook.checker.slips;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.Needs;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.mutation.EditedHome;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * A wrong attempt: the solution of a task with one thing wrong, and what the learner who wrote it must be told.
 *
 * @param file in the folder of the task
 * @param check the one that the learner has to see first, for example {@code 2.1/3}
 * @param cause a word or two that must stand in the cause named, in what the program printed, or in the name of the file
 * @param first what was told when the slip was written down, before any check was changed for it
 * @param open why it is not told rightly yet; empty where it is
 */
record Slip(
        String task, String name, Path file, List<Edit> edits, String check, String cause, Told first, String open) {

    /** One place. Lines are compared without their indentation. */
    record Edit(String from, String to) {

        /** The text with this place changed. */
        String in(String text, Slip slip) {
            Matcher place = Pattern.compile(from.lines()
                            .map(line -> Pattern.quote(line.strip()))
                            .collect(Collectors.joining("\\n[ ]*")))
                    .matcher(text);
            if (!place.find()) {
                throw new IllegalStateException(
                        "%s: %s of the solution must have these lines:%n%s".formatted(slip, slip.file, from));
            }
            return place.replaceFirst(Matcher.quoteReplacement(to));
        }
    }

    /** What a learner is told of it. */
    enum Told {
        /** No check fails. */
        NOTHING,
        /** Another check is the one to look at first. */
        ANOTHER_CHECK,
        /** The check fails, and names another cause or none. */
        ANOTHER_CAUSE,
        THE_CAUSE
    }

    /** The outcome, with the words of the check that was to be looked at first. */
    record Outcome(Slip slip, Told told, String words) {

        @Override
        public String toString() {
            return "%-14s %s%s".formatted(told, slip, told == Told.THE_CAUSE ? "" : "\n    " + words);
        }
    }

    /** Whether this machine has what the check needs. */
    boolean canBeGraded() {
        return (!file.toString().endsWith(".js") || Needs.Installed.isOnPath("chromium"))
                && (!file.toString().endsWith(".conf") || Needs.Installed.isOnPath("nginx"));
    }

    /** Grades it as the exercise of a learner. */
    Outcome grade(Task of, GradingOptions options) {
        try (EditedHome copy =
                EditedHome.of(options.home(), of, texts(options.home().folder(Tree.SOLUTIONS, of)))) {
            return outcome(Grader.grade(List.of(of), options.withHome(copy.home()), GradingListener.NONE));
        }
    }

    /**
     * The sources with the slip in them, by their path in the folder.
     *
     * @throws IllegalStateException if it does not fit into the solution
     */
    Map<Path, String> texts(Path solution) {
        Map<Path, String> texts = EditedHome.texts(solution);
        for (Edit edit : edits) {
            texts.compute(
                    file, (path, text) -> edit.in(Optional.ofNullable(text).orElse(""), this));
        }
        return texts;
    }

    private Outcome outcome(Report report) {
        TaskResult result = report.tasks().getFirst();
        Optional<CheckResult> foremost = result.foremost();
        if (foremost.isEmpty()) {
            String trouble = result.trouble()
                    .map(why -> why.sentence().en() + "\n" + why.detail())
                    .orElse("");
            return new Outcome(this, Told.NOTHING, result.status() + " " + trouble);
        }
        CheckResult seen = foremost.get();
        Finding finding = seen.finding().orElse(Finding.NONE);
        String causes = Stream.concat(Stream.of(finding.likely().en(), finding.file()), finding.printed().stream())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n    "));
        Told told = !seen.id().equals(check)
                ? Told.ANOTHER_CHECK
                : causes.contains(cause) ? Told.THE_CAUSE : Told.ANOTHER_CAUSE;
        return new Outcome(
                this,
                told,
                "%s received %s%n    likely %s"
                        .formatted(seen.id(), finding.received().en(), causes));
    }

    /** The number of the check. */
    int number() {
        return Integer.parseInt(check.substring(check.indexOf('/') + 1));
    }

    static Told told(String word) {
        return Arrays.stream(Told.values())
                .filter(told ->
                        told.name().toLowerCase(Locale.ROOT).replace('_', ' ').equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("\"" + word + "\" is no word for what was told"));
    }

    @Override
    public String toString() {
        return check + " " + name;
    }
}
