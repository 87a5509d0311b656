package workbook.checker.report.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.report.NotStartedText;
import workbook.checker.report.Phrases;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/**
 * A task as a JUnit test suite. A fault that is no check, such as a program that does not compile, is a case of its
 * own.
 */
record JunitSuite(String name, Duration duration, List<JunitCase> cases) {

    static JunitSuite of(Report report, TaskResult task, Language language) {
        List<JunitCase> cases = new ArrayList<>();
        if (task.status() == Status.NOT_STARTED) {
            NotStartedText words = NotStartedText.of(report, task);
            cases.add(whole(task, JunitCase.Outcome.FAILURE, words.sentence(), words.next(), "", language));
        } else {
            task.trouble()
                    .ifPresent(trouble -> cases.add(whole(
                            task, outcome(task), trouble.sentence(), trouble.next(), trouble.detail(), language)));
        }
        task.checks().forEach(check -> cases.add(JunitCase.of(check, language)));
        if (cases.isEmpty() && task.status() != Status.PASSED) {
            cases.add(whole(task, outcome(task), Phrases.status(task), Text.NONE, "", language));
        }
        return new JunitSuite(task.id() + " " + task.title().in(language), task.duration(), List.copyOf(cases));
    }

    private static JunitCase.Outcome outcome(TaskResult task) {
        return switch (task.status()) {
            case SKIPPED -> JunitCase.Outcome.SKIPPED;
            case FAILED -> JunitCase.Outcome.FAILURE;
            default -> JunitCase.Outcome.ERROR;
        };
    }

    private static JunitCase whole(
            TaskResult task, JunitCase.Outcome outcome, Text sentence, Text next, String detail, Language language) {
        String body = String.join("\n", sentence.in(language), detail, next.in(language))
                .strip();
        String name = task.id() + " " + Phrases.status(task).in(language);
        return new JunitCase(
                name,
                task.duration(),
                outcome,
                sentence.in(language),
                task.status().word(),
                body);
    }
}
