package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.cli.ExitCode;
import workbook.checker.workbook.Home;

/** Takes the four steps of CONTRIBUTING.md as they stand there, in a copy of the workbook. */
class ContributingTest {

    private static final Path DOCUMENT = Home.find().root().resolve("CONTRIBUTING.md");
    private static final Path SAMPLE = Path.of("src/test/resources/sample-task");
    private static final String CHECKS = "checker/src/main/java/workbook/checker/checks/task2_4/GreetingChecks.java";
    private static final String FAULTY = "checker/src/test/java/workbook/checker/faulty/task2_4/";
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    @TempDir
    Path folder;

    private final Markdown document = Markdown.read(DOCUMENT);

    @Test
    void fourStepsAddATask() throws IOException {
        WorkbookCopy copy = WorkbookCopy.in(folder.resolve("a workbook"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        SseProcess sse = new SseProcess(copy.home(), List.of(classes));

        SseProcess.Answer made = sse.run(command(document.section("Step 1: the skeleton")));
        assertEquals(ExitCode.PASSED.code(), made.code(), made::text);
        recorded("after step 1", made.text());
        compile(
                List.of(copy.file(CHECKS), copy.file(FAULTY + "Variants.java"), copy.file(FAULTY + "FaultsTest.java")),
                classes);
        assertStarts(sse);
        recorded("left after step 1", missing(sse));

        fill(copy, document.section("Step 2: the exercise"), "exercises/");
        fill(copy, document.section("Step 3: the solution"), "solutions/");
        recorded("left after step 3", missing(sse));

        Markdown checks = document.section("Step 4: the checks");
        copy.write(CHECKS, checks.blocks("java").get(0));
        copy.write(FAULTY + "Variants.java", checks.blocks("java").get(1));
        compile(List.of(copy.file(CHECKS), copy.file(FAULTY + "Variants.java")), classes);
        SseProcess.Answer whole = sse.run("dev", "check", "--lang", "en");
        assertEquals("Nothing is missing.\n", whole.text());
        assertEquals(ExitCode.PASSED.code(), whole.code());
        grade(copy, sse);
    }

    private static String[] command(Markdown step) {
        String line = step.blocks("sh").getFirst().strip();
        List<String> words = new ArrayList<>(WORD.matcher(line)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toList());
        assertEquals("./sse", words.removeFirst());
        words.addAll(List.of("--lang", "en"));
        return words.toArray(String[]::new);
    }

    /** The skeleton as it is: the stub is not started, and the solution opens a stream that says nothing. */
    private static void assertStarts(SseProcess sse) {
        SseProcess.Answer stub = sse.run("check", "2.4", "--lang", "en");
        assertTrue(stub.text().contains("not started"), stub::text);
        assertEquals(ExitCode.FAILED.code(), stub.code(), stub::text);
        SseProcess.Answer solution = sse.run("check", "2.4", "--lang", "en", "--solutions");
        assertEquals(ExitCode.PASSED.code(), solution.code(), solution::text);
    }

    @Test
    void everyFileOfTheSampleIsInAStep() throws IOException {
        List<String> listed = Stream.of("Step 2: the exercise", "Step 3: the solution")
                .flatMap(step -> files(document.section(step)))
                .sorted()
                .toList();
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            assertEquals(
                    files.filter(Files::isRegularFile)
                            .map(file -> SAMPLE.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .toList(),
                    listed);
        }
    }

    @Test
    void everyPackageIsThere() throws IOException {
        Path source = Home.find().root().resolve("checker/src/main/java/workbook/checker");
        try (Stream<Path> packages = Files.list(source)) {
            assertEquals(
                    packages.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString())
                            .collect(Collectors.toSet()),
                    PACKAGE_ROW
                            .matcher(document.section("Packages of the checker").text())
                            .results()
                            .map(row -> row.group(1))
                            .filter(name -> !name.equals("package"))
                            .collect(Collectors.toSet()));
        }
    }

    private static void fill(WorkbookCopy copy, Markdown step, String tree) throws IOException {
        for (String file : files(step).toList()) {
            assertTrue(file.startsWith(tree), file);
            copy.write(file, Files.readString(SAMPLE.resolve(file)));
        }
    }

    private static Stream<String> files(Markdown step) {
        return step.blocks("text").getFirst().lines();
    }

    private static void recorded(String name, String said) {
        new Recorded(DOCUMENT, name).verify("```text\n" + said.strip() + "\n```");
    }

    private static String missing(SseProcess sse) {
        SseProcess.Answer answer = sse.run("dev", "check", "--lang", "en");
        assertEquals(ExitCode.FAILED.code(), answer.code(), answer::text);
        return answer.text();
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        List<String> options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        boolean compiled = compiler.getTask(
                        said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                .call();
        files.close();
        assertTrue(compiled, said::toString);
    }

    private static void grade(WorkbookCopy copy, SseProcess sse) {
        SseProcess.Answer solution = sse.run("check", "2.4", "--lang", "en", "--solutions");
        assertEquals(ExitCode.PASSED.code(), solution.code(), solution::text);

        copy.replace("solutions/2.4-greeting/src/main/java/workbook/GreetingService.java", "hello", "hallo");
        SseProcess.Answer faulty = sse.run("check", "2.4", "--lang", "en", "--solutions");
        assertTrue(faulty.text().contains("2.4/2 One greeting, then the end"), faulty::text);
        assertEquals(ExitCode.FAILED.code(), faulty.code(), faulty::text);
    }
}
