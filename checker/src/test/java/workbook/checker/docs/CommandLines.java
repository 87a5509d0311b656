package workbook.checker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import workbook.checker.cli.CommandModel;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/** Whether a reader could type a command that a document quotes. It is read, never run. */
final class CommandLines {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=.*");
    /** Between two commands, and not within quotes. */
    private static final Pattern BETWEEN = Pattern.compile("(&&|\\|)(?=([^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern TASK = Pattern.compile("\\d\\.\\d");
    private static final Pattern NEW_ID = Pattern.compile("(?m)^\\./sse dev new (\\d\\.\\d) ");

    private static final Set<String> WORKBOOK = Set.of("./sse", "sse.cmd", ".\\sse.cmd");
    private static final Set<String> MAVEN = Set.of("./mvnw", "mvnw.cmd", ".\\mvnw.cmd");

    /** What a reader has, or is told to have. */
    private static final Set<String> OTHERS = Set.of(
            "curl", "git", "node", "python3", "go", "cd", "export", "mkdir", "mv", "tar", "keytool", "openssl",
            "nginx");

    private static final Set<String> PHASES = Set.of("clean", "test", "package", "verify");
    private static final Set<String> FLAGS = Set.of("-q", "-B", "-N", "-o", "-ntp");

    private final Home home;
    private final Set<String> tasks;
    private final Set<String> added;
    private final CommandLine sse = CommandModel.create();

    CommandLines(Home home, Markdown document) {
        this.home = home;
        this.added = document.blocks("sh").stream()
                .flatMap(block -> NEW_ID.matcher(block).results())
                .map(id -> id.group(1))
                .collect(Collectors.toSet());
        this.tasks = WorkbookReader.workbook(home).tasks().stream()
                .filter(task -> !home.planned(task))
                .map(Task::id)
                .collect(Collectors.toSet());
    }

    /** Whether the document shows how to add this task. It may go on to speak of it as if it were there. */
    boolean adds(String id) {
        return added.contains(id);
    }

    static boolean isCommand(String code) {
        String first = code.split(" ", 2)[0];
        return WORKBOOK.contains(first) || MAVEN.contains(first);
    }

    /** Why it cannot be typed. A command without what it needs is good enough to be spoken of within a line. */
    Optional<String> mentioned(String code) {
        return problem(code).filter(problem -> !problem.startsWith("Missing required parameter"));
    }

    /** Why it cannot be typed. */
    Optional<String> problem(String line) {
        return BETWEEN.splitAsStream(line)
                .map(this::simple)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> simple(String line) {
        List<String> words = new ArrayList<>(WORD.matcher(line.strip())
                .results()
                .map(word -> word.group().replaceAll("[\"']", ""))
                .dropWhile(word -> ASSIGNMENT.matcher(word).matches())
                .toList());
        words.remove("&");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        if (program.startsWith("--")) {
            return option(program.split("=")[0]);
        }
        if (WORKBOOK.contains(program)) {
            return workbook(arguments);
        }
        if (MAVEN.contains(program)) {
            return arguments.stream()
                    .map(word -> maven(arguments, word))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        boolean known = OTHERS.contains(program)
                || program.contains("/") && Files.isExecutable(home.root().resolve(program));
        return known ? Optional.empty() : Optional.of("who has a program " + program + "?");
    }

    private Optional<String> workbook(List<String> arguments) {
        try {
            sse.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            return Optional.of(e.getMessage());
        }
        return arguments.stream()
                .filter(word -> TASK.matcher(word).matches() && !tasks.contains(word) && !adds(word))
                .map(word -> "there is no task " + word)
                .findFirst();
    }

    private Optional<String> option(String name) {
        boolean known = Stream.concat(Stream.of(sse), sse.getSubcommands().values().stream())
                .anyMatch(command -> command.getCommandSpec().findOption(name) != null);
        return known ? Optional.empty() : Optional.of("no command has the option " + name);
    }

    private Optional<String> maven(List<String> arguments, String word) {
        int at = arguments.indexOf(word);
        String before = at > 0 ? arguments.get(at - 1) : "";
        boolean good =
                switch (before) {
                    case "-pl" ->
                        Stream.of(word.split(","))
                                .allMatch(part ->
                                        Files.exists(home.root().resolve(part).resolve("pom.xml")));
                    case "-P" -> read(home.root().resolve("checker/pom.xml")).contains("<id>" + word + "</id>");
                    case "-f" -> Files.exists(home.root().resolve(word));
                    default -> argument(word);
                };
        return good ? Optional.empty() : Optional.of("Maven will not know " + word);
    }

    private boolean argument(String word) {
        if (word.equals("-pl")
                || word.equals("-f")
                || word.equals("-P")
                || FLAGS.contains(word)
                || PHASES.contains(word)) {
            return true;
        }
        if (word.startsWith("-Dtest=")) {
            return Stream.of(word.substring("-Dtest=".length()).split(",")).allMatch(this::testClass);
        }
        if (word.equals("-Dgolden.record=true")
                || word.startsWith("-Dslips=")
                || word.startsWith("-Dsample.seed=")
                || word.matches("-D(repeat=\\d+|variants=.+)")) {
            return true;
        }
        String plugin = word.split(":")[0] + "-maven-plugin";
        return word.contains(":") && read(home.root().resolve("pom.xml")).contains(plugin);
    }

    private boolean testClass(String name) {
        PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + name + ".java");
        try (Stream<Path> files = Files.walk(home.root().resolve("checker/src/test/java"))) {
            return files.map(Path::getFileName).anyMatch(wanted::matches);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
