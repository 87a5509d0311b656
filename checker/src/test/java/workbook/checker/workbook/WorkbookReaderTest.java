package workbook.checker.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.text.Language;

/** What is read from the two files, and each fault with its file and line. */
class WorkbookReaderTest {

    private static final String REGISTRY =
            """
            workbook: "1"
            chapters:
              - number: 2
                title: {en: Streams, zh: 流}
                tasks:
                  - id: "2.1"
                    slug: first-stream
                    title: {en: First, zh: 第一}
                    config: {clock.interval: PT1S}
                  - id: "2.2"
                    slug: event-source
                    title: {en: Second, zh: 第二}
                    send:
                      hint: {en: level and title, zh: 级别和标题}
                      sample: "warning: low"
                      post: /notes
                      json: title
                      prefix: {level: [success, warning]}
                      headers: {Authorization: Bearer x}
                      stream: answer
            order:
              - tasks: ["2.2"]
                outcome: {en: It works., zh: 可以了。}
            """;

    private static final String KNOBS =
            """
            clock:
              factor: 10
            limits:
              start: PT20S
              answer: PT5S
              stop: PT3S
              slack: PT0.3S
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(home().registry(), REGISTRY);
        Files.writeString(home().knobs(), KNOBS);
    }

    @Test
    void readsTheRegistry() {
        Workbook workbook = WorkbookReader.workbook(home());
        assertEquals("1", workbook.edition());
        assertEquals("流", workbook.chapters().getFirst().title().zh());
        Task first = workbook.task("2.1").orElseThrow();
        assertEquals(Map.of("clock.interval", "PT1S"), first.config());
        assertEquals("2.1-first-stream", first.folder());
        assertEquals("task2_1.FirstStreamChecks", first.checkClass());
        assertEquals(
                List.of("2.2", "2.1"),
                workbook.suggested().stream().map(Task::id).toList());
        assertTrue(workbook.task("9.9").isEmpty());
    }

    @Test
    void readsWhatTheConsoleSends() {
        ConsoleInput input =
                WorkbookReader.workbook(home()).task("2.2").orElseThrow().send().orElseThrow();
        assertEquals("warning: low", input.sample());
        assertEquals("级别和标题", input.hint().zh());
        assertFalse(input.many() || input.onEvents());
        assertEquals(
                new ConsoleInput.Post(
                        "/notes",
                        new ConsoleInput.JsonBody(
                                "title", Optional.of(new ConsoleInput.Prefix("level", List.of("success", "warning")))),
                        Map.of("Authorization", "Bearer x"),
                        ConsoleInput.EventStream.ANSWER,
                        false),
                input.destination());
        assertTrue(
                WorkbookReader.workbook(home()).task("2.1").orElseThrow().send().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "post: /notes | post: notes | line 16: the path must begin with /, found \"notes\"",
                "post: /notes | posts: /notes | line 14: give either \"post\", a path of the server, or \"append\"",
                "json: title | append: x.log | line 14: give either \"post\", a path of the server, or \"append\"",
                "post: /notes | append: x.log | line 17: the key \"json\" does not belong here; known: append, hint, sample",
                "json: title | jason: title | line 17: the key \"jason\" does not belong here; known: headers, hint, json",
                "json: title | many: yes | line 18: \"prefix\" needs \"json\", the key of the other words",
                "stream: answer | many: true | line 20: only plain text can be sent many times",
                "stream: answer | many: often | line 20: expected true or false, found \"often\"",
                "stream: answer | stream: query | line 20: expected one of events, answer, named, found \"query\"",
                "{level: [success, warning]} | {level: []} | line 18: expected one key with a list of words",
                "sample: | example: | line 14: the key \"sample\" is missing",
            })
    void aFaultInWhatTheConsoleSends(String from, String to, String message) throws IOException {
        aFaultInTheRegistry(from, to, message);
    }

    @Test
    void aFileOutsideOfTheSolutionIsRefused() throws IOException {
        String registry = Files.readString(home().registry());
        Files.writeString(
                home().registry(),
                registry.replaceAll("(?s)post: /notes.*?stream: answer", "append: ../../elsewhere.log"));
        assertSaid(
                home().registry() + ", line 16: expected a file below the folder of the solution, found \"../../else",
                faultInRegistry());
    }

    @Test
    void readsTheKnobs() {
        assertEquals(
                new Knobs(
                        10,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(300)),
                WorkbookReader.knobs(home()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "workbook: \"1\" | title: x | line 1: the key \"workbook\" is missing",
                "chapters:      | chapter:  | line 1: the key \"chapters\" is missing",
                "order:         | orders:   | line 1: the key \"order\" is missing",
                "number: 2      | number: two | line 3: expected a whole number, found \"two\"",
                "number: 2      | numbers: 2 | line 3: the key \"number\" is missing",
                "zh: 流         | cn: 流      | line 4: the key \"zh\" is missing",
                "{en: Streams, zh: 流} | Streams | line 4: expected \"key: value\" lines",
                "id: \"2.1\"    | id: \"21\" | line 6: \"21\" is not of the form 2.1",
                "id: \"2.2\"    | id: \"2.1\" | line 10: the id 2.1 is used twice",
                "slug: first-stream | slug: First | line 7: \"First\" is not of the form first-stream",
                "slug: first-stream | slugs: first | line 6: the key \"slug\" is missing",
                "{clock.interval: PT1S} | [1] | line 9: expected \"key: value\" lines",
                "{clock.interval: PT1S} | {a: [1]} | line 9: expected one value",
                "{clock.interval: PT1S} | {a: 1, a: 2} | line 9: the key \"a\" is there twice",
                "[\"2.2\"]      | [\"2.3\"]  | line 22: no chapter has a task \"2.3\"",
                "[\"2.2\"]      | \"2.2\"    | line 22: expected a list (\"- …\" lines or […])",
                "[\"2.2\"]      | [\"2.2\"   | line 23: this is no YAML: expected ',' or ']', but got <scalar>",
                "{en: Streams, zh: 流} | {en: *x, zh: y} | line 4: this is no YAML: found undefined alias x",
                "title: {en: First | title: \"{en: First | line 10: this is no YAML: ",
            })
    void aFaultInTheRegistry(String from, String to, String message) throws IOException {
        replace(home().registry(), from, to);
        ConfigFault fault = assertThrows(ConfigFault.class, () -> WorkbookReader.workbook(home()));
        assertSaid(home().registry() + ", " + message, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "factor: 10   | factor: 0  | line 2: the factor must be 1 or more",
                "factor: 10   | factor: 1.5 | line 2: expected a whole number, found \"1.5\"",
                "start: PT20S | start: 20s | line 4: expected an ISO-8601 duration such as PT0.5S, found \"20s\"",
                "answer: PT5S | answer: PT0S | line 5: expected a duration of more than nothing, found \"PT0S\"",
                "answer: PT5S | answers: PT5S | line 4: the key \"answer\" is missing",
                "limits:      | limit:     | line 1: the key \"limits\" is missing",
            })
    void aFaultInTheKnobs(String from, String to, String message) throws IOException {
        replace(home().knobs(), from, to);
        ConfigFault fault = assertThrows(ConfigFault.class, () -> WorkbookReader.knobs(home()));
        assertSaid(home().knobs() + ", " + message, fault);
    }

    @Test
    void anEmptyFileAMissingOneAndOneThatIsNoText() throws IOException {
        Files.writeString(home().registry(), "# nothing\n");
        assertSaid(home().registry() + ", line 1: the file is empty", faultInRegistry());
        Files.write(home().registry(), new byte[] {'a', ':', 1});
        assertTrue(
                faultInRegistry().sentence().en().startsWith(home().registry().toString()));
        Files.write(home().registry(), "a: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertSaid(home().registry() + ": its bytes are not UTF-8; save it as UTF-8", faultInRegistry());
        Files.delete(home().registry());
        assertSaid(home().registry() + ": the file is missing", faultInRegistry());
        Files.createDirectory(home().registry());
        assertSaid(home().registry() + ": cannot be read (java.io.IOException: Is a directory)", faultInRegistry());
    }

    private ConfigFault faultInRegistry() {
        return assertThrows(ConfigFault.class, () -> WorkbookReader.workbook(home()));
    }

    private Home home() {
        return new Home(folder);
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from), file + " has no \"" + from + "\"");
        Files.writeString(file, text.replace(from, to));
    }

    private static void assertSaid(String words, ConfigFault fault) {
        String said = fault.sentence().in(Language.EN);
        assertTrue(said.startsWith(words), said);
        String chinese = fault.sentence().in(Language.ZH);
        assertFalse(chinese.isBlank());
        assertTrue(!words.contains(", line ") || chinese.contains(" 行："), chinese);
    }
}
