package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** Where to go after a failed check: the TODO and the heading of the same number. */
final class NextStep {

    private NextStep() {}

    static Text of(Task task, Check check, GradingOptions options) {
        Home home = options.home();
        String lesson = home.relative(home.folder(Tree.EXERCISES, task)) + "/README";
        Text heading = text("%s.md, heading %d", "%s.zh-CN.md 第 %d 节", lesson, check.number());
        return options.tree()
                .map(tree -> home.relative(todo(home.folder(tree, task), check)
                        .orElseGet(() -> work(home.folder(tree, task), home.source(tree, task)))))
                .map(source -> text("%s · %s", "%s · %s", source, heading))
                .orElse(heading);
    }

    /** The file with the TODO of this number, as long as the learner has left it there. */
    private static Optional<Path> todo(Path folder, Check check) {
        String todo = "TODO " + check.number() + ":";
        try (Stream<Path> files = Files.walk(folder.resolve("src/main"))) {
            return Stream.concat(files, Stream.of(folder.resolve(Answers.FILE)))
                    .filter(Files::isRegularFile)
                    .filter(file -> contains(file, todo))
                    .findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** Where the work of a task is done: in the page, if the learner writes one. */
    private static Path work(Path folder, Path source) {
        Path app = folder.resolve("src/main/resources/web/app.js");
        return Files.exists(app) ? app : source;
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException notText) {
            return false;
        }
    }
}
