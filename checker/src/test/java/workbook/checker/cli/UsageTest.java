package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.SmallWorkbook;
import workbook.checker.cli.Shell.Run;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;

/**
 * The message about a command line that cannot be carried out, and how to write it correctly. Nothing is started for
 * it, so the lines are read in the process of the tests; {@link SseTest} shows that a process says the same.
 */
@ResourceLock(Resources.LOCALE)
class UsageTest {

    private static final String NO_SOLUTION =
            "The solution of 8.1 is not in this workbook: there is no folder solutions/8.1-verdicts. If you have Git: git checkout -- solutions/8.1-verdicts\n";

    private static final Pattern COPIED = Pattern.compile("[a-z]+://[!-~]*[\\w/]|(?<![!-~])\\.[a-z]{2,}|--[a-z-]+");

    @TempDir
    static Path folder;

    private static SmallWorkbook workbook;

    @BeforeAll
    static void layOut() {
        workbook = SmallWorkbook.in(folder);
    }

    private static Desk desk() {
        return new Desk(workbook.root());
    }

    /** What somebody may copy out of the help is on one line, however wide the terminal. */
    @ParameterizedTest
    @ValueSource(
            strings = {"probe", "tail", "client", "load", "check", "bad", "record", "replay", "board", "live", "join"})
    void theHelpBreaksNoWord(String command) {
        for (Language language : Language.values()) {
            Locale locale = language == Language.ZH ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
            List<String> words = Sse.messages(locale).keySet().stream()
                    .filter(key -> key.startsWith("sse." + command + ".") && !key.endsWith("Heading"))
                    .flatMap(key ->
                            COPIED.matcher(Sse.messages(locale).getString(key)).results())
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            for (int columns = 60; columns <= 100; columns += 5) {
                String help = help(command, language, columns);
                assertEquals(
                        List.of(),
                        words.stream().filter(word -> !help.contains(word)).toList(),
                        help);
                assertTrue(help.chars().noneMatch(character -> character >= 0xe000 && character < 0xf900), help);
            }
        }
    }

    private static String help(String command, Language language, int columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(columns, false, StandardCharsets.UTF_8);
        Locale before = Locale.getDefault();
        try {
            Sse.run(new String[] {command, "--help"}, new Screen(print, print, terminal, language, false));
        } finally {
            Locale.setDefault(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                misuse("check 9.9", "There is no task \"9.9\". Tasks: 8.1"),
                misuse("run 9.9", "There is no task \"9.9\". Tasks: 8.1"),
                misuse("run 9", "There is no task \"9\". Tasks: 8.1"),
                misuse("check 8", "8 is a chapter. Name one of its tasks: 8.1\n"),
                misuse("hint 8", "8 is a chapter. Name one of its tasks: 8.1\n"),
                misuse("hint 9", "\"9\" is no task and no check. Wanted: for example 2.1 or 2.1/3."),
                misuse(
                        "watch 8.1/3",
                        "\"8.1/3\" is a check, and a task is wanted here: 8.1. This check alone: ./sse check --only 8.1/3\n"),
                misuse(
                        "report exercises/8.1-verdicts/",
                        "There is no task \"exercises/8.1-verdicts/\". Did you mean 8.1?\n"),
                misuse("solution 8.10", "There is no task \"8.10\". Tasks: 8.1"),
                misuse("solution 8.1", NO_SOLUTION),
                misuse("run 8.1 --solution", NO_SOLUTION),
                misuse("check 8.1 --solutions", NO_SOLUTION),
                misuse("live 9.9", "There is nothing to do with \"9.9\" here.\nSee: ./sse live --help"),
                misuse(
                        "live 8.1",
                        "There is nothing to do with \"8.1\" here.\nDid you mean: ./sse check 8.1?\nSee: ./sse live --help"),
                misuse("run", "TASK is missing, for example 2.1.\nSee: ./sse run --help"),
                misuse(
                        "check --solution",
                        "There is no option --solution.\nDid you mean: --solutions?\nSee: ./sse check --help"),
                misuse("--nosuch", "There is no option --nosuch.\nSee: ./sse --help"),
                misuse(
                        "chekc",
                        "There is no command \"chekc\". Commands: list, start, check, watch, run, hint, solution, reset, report, load, client, probe, tail, bad, record, replay, package, live, board, join, doctor\nDid you mean: check?\n"
                                + "See: ./sse --help"),
                misuse(
                        "8.1",
                        "There is no command \"8.1\". Commands: list, start, check, watch, run, hint, solution, reset, report, load, client, probe, tail, bad, record, replay, package, live, board, join, doctor\nDid you mean: ./sse check 8.1?\n"
                                + "See: ./sse --help"),
                misuse("list 8.1", "There is nothing to do with \"8.1\" here."),
                misuse(
                        "check 8.1 --solutions --exec x",
                        "Give at most one of --solutions, --java, --url and --exec, and once."),
                misuse(
                        "check 8.1 --url a --url b",
                        "Give at most one of --solutions, --java, --url and --exec, and once."),
                misuse("check 8.1 --clock slow", "\"slow\" will not do for --clock. Wanted: fast, real"),
                misuse("check 8.1 --format xml", "\"xml\" will not do for --format. Wanted: text, json, junit, html"),
                misuse("check 8.1 --seed many", "\"many\" will not do for --seed. Wanted: a whole number"),
                misuse("check 8.1 --seed 1 --seed 2", "Give --seed only once."),
                misuse("check 8.1 --lang fr", "\"fr\" will not do for --lang. Wanted: en, zh"),
                misuse("check 8.1 --only", "--only wants a value: CHECK"),
                misuse(
                        "check 8.1 --only 9",
                        "There is no check \"9\". Task 8.1 has the checks 1 to 5, for example 8.1/1."),
                misuse("check 8.1 --only 8.2/1", "There is no check \"8.2/1\". Task 8.1 has the checks 1 to 5"),
                misuse("check 8.1 --java --exec x", "Give at most one of --solutions, --java, --url and --exec"),
                misuse("check 8.1 --remember", "--remember belongs to one task and its command: ./sse check 8.1"),
                misuse("start 8.1 --in python", "FOLDER is missing, for example my-server."),
                misuse("start 8.1 folder", "--in wants a value: python, node, go"),
                misuse("start 9.9 --in python folder", "There is no task \"9.9\". Tasks: 8.1"),
                misuse("start 8.1 --in ruby folder", "There are no starters in \"ruby\", but in: python, node, go."),
                misuse("start 8.1 --in python folder", "Task 8.1 has no starter in Python. Tasks that have one: "),
                misuse("check --all 8.1", "Give either --all or tasks, not both."),
                misuse("check --url http://x", "Say which task's contract the server fulfils"),
                misuse("check 8.1 --exec  ", "--exec needs a command that starts a server"),
                misuse("check 8.1 --url localhost:8080", "\"localhost:8080\" is no URL of a server. Wanted: http://"),
                misuse("check 8.1 --url http://h:99999", "\"http://h:99999\" is no URL of a server. Wanted: http://"),
                misuse("check 8.1 --url http://h/?q=1", "\"http://h/?q=1\" is no URL of a server. Wanted: http://"),
                misuse("check 8.1 --url ht!tp", "\"ht!tp\" is no URL of a server. Wanted: http://"),
                misuse("check 8.1 --url http://h --clock fast", "--clock fast needs a server that the checker starts"),
                misuse("check 8.1 --output no/such/file", "no/such/file cannot be written. Name a file in a folder"),
                misuse("client", "0 clients were given. Wanted: one of --exec COMMAND, --service URL and --browser"),
                misuse("client --exec x --browser", "2 clients were given. Wanted: one of --exec COMMAND"),
                misuse("client --exec  ", "--exec is empty. Wanted: a command that reads the stream at {url}"),
                misuse("client --service x", "\"x\" is no URL of a test service. Wanted: http://HOST:PORT"),
                misuse(
                        "client --exec x --only nosuch",
                        "There is no rule \"nosuch\". Wanted: a group (parse, request,"),
                misuse("client --exec x --skip return/99", "There is no rule \"return/99\". Wanted: a group"),
                misuse("client --exec x --known no/file", "no/file cannot be read. Wanted: a text file with one id"),
                misuse("client --exec x --output no/such/file", "no/such/file cannot be written. Name a file"),
                misuse("tail", "URL is missing, for example http://127.0.0.1:8080/events."),
                misuse("tail x", "\"x\" is no URL of a stream. Wanted: http://HOST:PORT/PATH"),
                misuse("tail 127.0.0.1:8080/events", "\"127.0.0.1:8080/events\" is no URL of a stream."),
                misuse(
                        "tail http://127.0.0.1:1/ --raw --json",
                        "Give at most one of --full, --raw, --json and --text."),
                misuse("tail http://127.0.0.1:1/ --max 0", "--max must be at least 1, but is 0."),
                misuse("tail http://127.0.0.1:1/ --for 2x", "\"2x\" will not do for --for. Wanted: a time from 1s"),
                misuse("tail http://127.0.0.1:1/ --text a..b", "\"a..b\" will not do for --text. Wanted: names and"),
                misuse("bad --port 70000", "There is no port 70000. Wanted: 1 to 65535."),
                misuse("record x y", "\"x\" is no URL of a stream. Wanted: http://HOST:PORT/PATH"),
                misuse("record http://127.0.0.1:1/ no/such/file", "no/such/file cannot be written. Name a file"),
                misuse("record http://127.0.0.1:1/ y --for 0", "--for is 0.0. Wanted: seconds, more than 0"),
                misuse("record http://127.0.0.1:1/ y --header x", "--header is \"x\". Wanted: a line such as"),
                misuse("replay no/file", "no/file cannot be read. Wanted: a file that ./sse record has written."),
                misuse("replay x --speed fast", "--speed is \"fast\". Wanted: how many times as fast"),
                misuse("replay x --stall 5", "--stall is \"5\". Wanted: 30s@5, for example."),
                misuse("replay x --status 503", "--status is \"503\". Wanted: 503@2, for example."),
                misuse("replay x --path events", "--path is \"events\". Wanted: a path that begins with a slash"),
                misuse("replay x --cut-after -1", "--cut-after and --cut-at-bytes must not be negative."),
                misuse("load", "URL is missing, for example http://127.0.0.1:8080/events.\nSee: ./sse load --help"),
                misuse(
                        "load 127.0.0.1:8080",
                        "\"127.0.0.1:8080\" is no URL of a stream. Wanted: http://HOST:PORT/PATH"),
                misuse("load https://127.0.0.1/", "sse load speaks plain HTTP only."),
                misuse("load http://192.0.2.1/", "192.0.2.1 is not this machine. Load only servers that are yours."),
                misuse("load http://127.0.0.1/ --post http://192.0.2.1/", "192.0.2.1 is not this machine."),
                misuse("load http://127.0.0.1/ --clients 0", "--clients must be at least 1, but is 0."),
                misuse(
                        "load http://127.0.0.1/ --rate fast",
                        "\"fast\" will not do for --rate. Wanted: events a second"),
                misuse(
                        "load http://127.0.0.1/ --duration long",
                        "\"long\" will not do for --duration. Wanted: a number"),
                misuse("load http://127.0.0.1/ --body {}", "--body must hold {event}, the place of the event."),
                misuse("load http://127.0.0.1/ --header X", "--header wants a line such as \"Name: value\"."),
                misuse("load http://127.0.0.1/ --html no/such/file", "no/such/file cannot be written."),
                misuse("run 8.1 --port 70000", "There is no port 70000. Wanted: 1 to 65535."),
                misuse("run 8.1 --port http", "\"http\" will not do for --port. Wanted: a whole number"));
    }

    private static Arguments misuse(String line, String words) {
        return arguments(line, words);
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void aMisuseIsSaidInASentence(String line, String words) {
        SseTest.assertRefused(words, desk().sse(line.split(" (?! |$)|(?<=--exec) ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "list",
                "start",
                "check",
                "watch",
                "run",
                "hint",
                "solution",
                "reset",
                "report",
                "load",
                "client",
                "probe",
                "tail",
                "bad",
                "record",
                "replay",
                "live",
                "board",
                "join",
                "doctor",
                "dev",
                "dev new",
                "dev check",
                "help",
                "generate-completion"
            })
    void everyOptionIsDescribedInBothLanguages(String command) {
        for (Language language : Language.values()) {
            Desk asked = desk().speaking(language);
            Run run = command.isEmpty() ? asked.sse("--help") : asked.sse(command, "--help");
            assertEquals(0, run.code(), run::toString);
            assertEquals("", run.err());
            assertTrue(run.out().contains(language == Language.EN ? "Usage: sse" : "用法：sse"), run::toString);
            String[] lines = run.out().substring(run.out().indexOf("\n\n")).split("\n");
            for (int i = 0; i < lines.length; i++) {
                boolean option = lines[i].matches(" +(-\\w, |\\[?[A-Z]+|)(--[a-z]+|[A-Z]+\\W).*");
                // A long option has its words on the next line.
                String words = lines[i].strip().replaceFirst("^(-\\w, )?\\S+ *", "") + after(lines, i);
                assertFalse(option && words.isBlank(), lines[i] + "\nin " + run);
                assertFalse(
                        option && language == Language.ZH && words.chars().noneMatch(c -> c > 0x2e80),
                        lines[i] + "\nin " + run);
            }
        }
    }

    private String after(String[] lines, int i) {
        return i + 1 < lines.length && lines[i + 1].startsWith(" ".repeat(15)) ? lines[i + 1] : "";
    }
}
