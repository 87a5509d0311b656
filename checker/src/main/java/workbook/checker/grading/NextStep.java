package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.finding.Finding;
import workbook.checker.finding.WireLine;
import workbook.checker.probe.Answers;
import workbook.checker.probe.Check;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** Where to go after a failed check: the TODO and the heading of the same number. */
final class NextStep {

    private NextStep() {}

    static Text of(Task task, Check check, Finding finding, GradingOptions options) {
        Home home = options.home();
        Text heading = text("%s.md, heading %d", "%s.zh-CN.md 第 %d 节", lesson(home, task), check.number());
        return options.tree()
                .map(tree -> text(
                        "%s%s · %s", "%s%s · %s", hint(tree, task), where(home, tree, task, check, finding), heading))
                .or(() -> own(options, check.number())
                        .map(file -> text("%s%s · %s", "%s%s · %s", hint(Tree.EXERCISES, task), file, heading)))
                .orElse(heading);
    }

    /** Where to begin with a server in another language; empty where its file is not known. */
    static Optional<Text> beginning(GradingOptions options, Task task) {
        return own(options, 1)
                .map(file -> text(
                        "read %s.md, fill TODO 1 in %s, then: ./sse check %s",
                        "先读 %s.zh-CN.md，完成 %s 里的 TODO 1，再运行 ./sse check %s",
                        lesson(options.home(), task),
                        file,
                        task.id()));
    }

    /** Without the end of its name, which says its language. */
    private static String lesson(Home home, Task task) {
        return home.relative(home.folder(Tree.EXERCISES, task)) + "/README";
    }

    /** The file of a server in another language with which the learner does the task. */
    private static Optional<String> own(GradingOptions options, int number) {
        return options.target() instanceof Target.Command(var line, var directory, var own) && own
                ? WorkPlace.own(directory, number)
                        .map(place -> directory.relativize(place.file()).toString())
                        .or(() -> Optional.of(directory.toString()))
                : Optional.empty();
    }

    private static String hint(Tree tree, Task task) {
        return tree == Tree.EXERCISES ? "./sse hint " + task.id() + " · " : "";
    }

    private static String where(Home home, Tree tree, Task task, Check check, Finding finding) {
        return home.relative(file(home, tree, task, check.number(), finding));
    }

    /** The file in which the learner works on the check of this number. */
    static Path file(Home home, Tree tree, Task task, int number, Finding finding) {
        return named(home, tree, task, finding)
                .or(() -> place(home, tree, task, number))
                .orElseGet(() -> work(home, tree, task, finding));
    }

    /** The file that the finding itself names, if it is there. */
    private static Optional<Path> named(Home home, Tree tree, Task task, Finding finding) {
        if (finding.file().isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(home.folder(tree, task).resolve("src/main"))) {
            return files.filter(file -> file.endsWith(finding.file())).findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** The file with the TODO of this number; when the learner has removed it, the file in which the stub has it. */
    private static Optional<Path> place(Home home, Tree tree, Task task, int number) {
        Path folder = home.folder(tree, task);
        return todo(folder, number).or(() -> todo(home.stub(task), number)
                .map(file -> folder.resolve(home.stub(task).relativize(file)))
                .filter(Files::exists));
    }

    /**
     * Whether the learner has taken away the TODO of this number, which stands in the stub. Who has begun with a task may
     * still have a line of the stub that says the opposite.
     */
    static boolean begun(Task task, Check check, GradingOptions options) {
        Optional<String> page = options.pages().app();
        if (page.isPresent()) {
            return !page.get().contains(mark(check.number()));
        }
        Home home = options.home();
        return options.tree().filter(Tree.EXERCISES::equals).isPresent()
                && todo(home.stub(task), check.number()).isPresent()
                && todo(home.folder(Tree.EXERCISES, task), check.number()).isEmpty();
    }

    /** How the TODO of a number begins. */
    static String mark(int number) {
        return "TODO " + number + ":";
    }

    private static boolean ofPage(Finding finding) {
        return finding.conversations().stream()
                .flatMap(conversation -> conversation.lines().stream())
                .anyMatch(line -> line.kind() == WireLine.Kind.PAGE);
    }

    /** The file with the TODO of this number, as long as the learner has left it there. */
    private static Optional<Path> todo(Path folder, int number) {
        try (Stream<Path> files = Files.walk(folder.resolve("src/main"))) {
            return Stream.concat(files, Stream.of(folder.resolve(Answers.FILE)))
                    .filter(Files::isRegularFile)
                    .filter(file -> contains(file, mark(number)))
                    .findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** Where to work on it, when no TODO is left that says so. */
    private static Path work(Home home, Tree tree, Task task, Finding finding) {
        Path answers = home.folder(tree, task).resolve(Answers.FILE);
        if (finding.conversations().isEmpty() && Files.exists(answers)) {
            return answers;
        }
        return ofPage(finding) ? home.page(tree, task) : home.source(tree, task);
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException notText) {
            return false;
        }
    }
}
