package workbook.checker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.grading.Grader;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/** Whether all that a document quotes is there: commands, paths, checks, links. Each problem is a sentence. */
final class Quotes {

    /** What is a file by its ending, when it is quoted without a folder. */
    private static final Pattern FILE =
            Pattern.compile("[\\w.-]+\\.(java|yaml|yml|xml|md|properties|mjs|js|html|css|cmd|txt|json)");

    private static final Pattern PATH = Pattern.compile("\\.?[\\w-][\\w.-]*(/[\\w.-]+)*/[\\w.-]*|" + FILE.pattern());
    private static final Pattern CHECK = Pattern.compile("(\\d\\.\\d)/(\\d+)");
    private static final Pattern PACKAGE = Pattern.compile(".*/task(\\d)_(\\d)");
    private static final Pattern MEDIA_TYPE = Pattern.compile("(text|application)/[a-z-]+");

    /** Written by a build or a run, so not there in a fresh clone. */
    private static final Set<String> MADE = Set.of("target", ".sse", ".git", ".idea", ".vscode");

    private final Home home;
    private final Markdown document;
    private final CommandLines commands;
    private final List<String> problems = new ArrayList<>();
    private Set<String> fileNames = Set.of();

    private Quotes(Home home, Markdown document) {
        this.home = home;
        this.document = document;
        this.commands = new CommandLines(home, document);
    }

    static List<String> problems(Home home, Markdown document) {
        Quotes quotes = new Quotes(home, document);
        document.codes().forEach(code -> quotes.code(code.line(), code.body()));
        for (Markdown.Fence fence : document.fences()) {
            List<String> lines = fence.body().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                quotes.fenced(fence.language(), fence.line() + 1 + i, lines.get(i));
            }
        }
        document.links().forEach(quotes::link);
        return quotes.problems;
    }

    /** A line of a script, or of a terminal where {@code $} stands before what was typed. */
    private void fenced(String language, int line, String text) {
        if (language.equals("sh") && !text.isBlank() && !text.startsWith("#")) {
            complain(line, text, commands.problem(text));
        } else if (language.equals("text") && text.startsWith("$ ")) {
            complain(line, text.substring(2), commands.problem(text.substring(2)));
        }
    }

    private void code(int line, String body) {
        Matcher check = CHECK.matcher(body);
        if (CommandLines.isCommand(body) || body.startsWith("--")) {
            complain(line, body, commands.mentioned(body));
        } else if (check.matches()) {
            check(line, check.group(1), Integer.parseInt(check.group(2)));
        } else if (PATH.matcher(body).matches() && !MEDIA_TYPE.matcher(body).matches()) {
            path(line, body);
        }
    }

    private void complain(int line, String quoted, Optional<String> problem) {
        problem.ifPresent(why -> problem(line, "`" + quoted + "`: " + why));
    }

    private void check(int line, String id, int number) {
        Optional<Task> task = WorkbookReader.workbook(home).task(id);
        if (commands.adds(id)) {
            return;
        }
        if (task.isEmpty() || !Grader.checks(task.get()).contains(number)) {
            problem(line, "there is no check " + id + "/" + number);
        }
    }

    private void path(int line, String path) {
        Path folder = document.file().getParent();
        boolean there = Files.exists(home.root().resolve(path))
                || Files.exists(folder.resolve(path))
                || MADE.contains(Path.of(path).getName(0).toString())
                || FILE.matcher(path).matches() && fileNames().contains(path)
                || isPackageOfAnAddedTask(path);
        if (!there) {
            problem(line, "there is no " + path);
        }
    }

    private boolean isPackageOfAnAddedTask(String path) {
        Matcher task = PACKAGE.matcher(path);
        return task.matches() && commands.adds(task.group(1) + "." + task.group(2));
    }

    private void link(Markdown.Link link) {
        String[] parts = link.target().split("#", 2);
        if (parts[0].startsWith("http")) {
            if (!parts[0].startsWith("https://") || URI.create(parts[0]).getHost() == null) {
                problem(link.line(), "the link " + link.target() + " is no https URL");
            }
            return;
        }
        Path file = parts[0].isEmpty()
                ? document.file()
                : document.file().getParent().resolve(parts[0]);
        if (!Files.exists(file)) {
            problem(link.line(), "the link " + link.target() + " leads nowhere");
        } else if (parts.length == 2 && !anchors(file).contains(parts[1])) {
            problem(link.line(), "the link " + link.target() + " names a heading that is not there");
        }
    }

    private List<String> anchors(Path file) {
        Markdown target = file.equals(document.file()) ? document : Markdown.read(file);
        return target.headings().stream().map(Markdown.Heading::anchor).toList();
    }

    private void problem(int line, String sentence) {
        problems.add("%s:%d: %s".formatted(home.relative(document.file()), line, sentence));
    }

    /** The names of all files below the folder of the document, read once; but for those that a build makes. */
    private Set<String> fileNames() {
        if (fileNames.isEmpty()) {
            fileNames = fileNames(document.file().getParent());
        }
        return fileNames;
    }

    private static Set<String> fileNames(Path folder) {
        Set<String> names = new HashSet<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean made = MADE.contains(directory.getFileName().toString());
                    return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    names.add(file.getFileName().toString());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
