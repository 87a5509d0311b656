package workbook.checker.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.finding.Finding;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * Where the learner works on a check.
 *
 * @param line from 1; that of the TODO, else of what stood before the TODO in the stub, else the first
 */
public record WorkPlace(Path file, int line) {

    private static final Pattern TODO = Pattern.compile("TODO \\d+:");
    private static final int DEEPEST = 4;
    private static final int MOST_FILES = 1000;
    private static final long LARGEST_FILE = 1 << 20;

    private static final Set<String> MADE =
            Set.of("target", "build", "dist", "node_modules", "vendor", "venv", "__pycache__");

    /**
     * The place of a check.
     *
     * @param target what is graded: a tree of the workbook, or a server of the learner's own
     * @param finding why the check did not pass; empty if nothing is known against it
     * @return empty where nobody knows the files of the server
     */
    public static Optional<WorkPlace> of(Home home, Target target, Task task, int number, Optional<Finding> finding) {
        return switch (target) {
            case Target.Folder(var tree) -> {
                Path file = NextStep.file(home, tree, task, number, finding.orElse(Finding.NONE));
                yield Optional.of(new WorkPlace(file, line(file, number, stub(home, tree, task, file))));
            }
            case Target.Command(var line, var directory, var own) -> own ? own(directory, number) : Optional.empty();
            case Target.Url url -> Optional.empty();
        };
    }

    /** The place of the TODO in a server of the learner's own; once it is filled, the file that has others or had it. */
    static Optional<WorkPlace> own(Path folder, int number) {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            List<Path> sources = files.filter(file -> written(folder.relativize(file)))
                    .filter(Files::isRegularFile)
                    .limit(MOST_FILES)
                    .filter(file -> file.toFile().length() <= LARGEST_FILE)
                    .sorted()
                    .toList();
            return sources.stream()
                    .map(file -> new WorkPlace(file, at(lines(file), NextStep.mark(number))))
                    .filter(place -> place.line() > 0)
                    .findFirst()
                    .or(() -> sources.stream()
                            .filter(file -> file.getFileName().toString().matches("server\\.(py|mjs|go)"))
                            .findFirst()
                            .map(file -> new WorkPlace(file, 1)));
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean written(Path file) {
        return IntStream.range(0, file.getNameCount())
                .mapToObj(at -> file.getName(at).toString())
                .noneMatch(name -> name.endsWith(".md") || isMade(name));
    }

    /** Whether a folder of this name holds what no person writes: what builds, package managers and editors keep there. */
    public static boolean isMade(String name) {
        return name.startsWith(".") || MADE.contains(name);
    }

    private static Path stub(Home home, Tree tree, Task task, Path file) {
        return home.stub(task).resolve(home.folder(tree, task).relativize(file));
    }

    private static int line(Path file, int number, Path stub) {
        List<String> now = lines(file);
        String mark = NextStep.mark(number);
        int todo = at(now, mark);
        if (todo > 0) {
            return todo;
        }
        List<String> before = lines(stub);
        for (int at = at(before, mark) - 2; at >= 0; at--) {
            String line = before.get(at);
            if (line.strip().length() > 1 && !TODO.matcher(line).find() && now.contains(line)) {
                return now.indexOf(line) + 1;
            }
        }
        return 1;
    }

    /** The number of the first line with these words, from 1; 0 if there is none. */
    private static int at(List<String> lines, String words) {
        return IntStream.range(0, lines.size())
                        .filter(at -> lines.get(at).contains(words))
                        .findFirst()
                        .orElse(-1)
                + 1;
    }

    /** The lines of a file, one character per byte, so that no file is too strange; none if it cannot be read. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
