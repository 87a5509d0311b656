package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.WorkbookContract;
import workbook.checker.cli.ExitCode;
import workbook.checker.workbook.Home;

/** Takes the four steps of CONTRIBUTING.md as they stand there, in a copy of the workbook. */
class ContributingTest {

    private static final Path DOCUMENT = Home.find().root().resolve("CONTRIBUTING.md");
    private static final Path SAMPLE = Path.of("src/test/resources/sample-task");
    private static final Pattern CLASS = Pattern.compile("package ([\\w.]+);.*?class (\\w+)", Pattern.DOTALL);
    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    @TempDir
    Path folder;

    private final Markdown document = Markdown.read(DOCUMENT);

    @Test
    void fourStepsAddATask() throws IOException {
        WorkbookCopy copy = WorkbookCopy.in(folder.resolve("a workbook"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> before = missing(copy, classes);

        registry(copy, document.section("Step 1: the registry"));
        assertEquals(before, missing(copy, classes));

        tree(copy, document.section("Step 2: the exercise"), "exercises/");
        afterStep(2, missing(copy, classes, before));

        tree(copy, document.section("Step 3: the solution"), "solutions/");
        afterStep(3, missing(copy, classes, before));

        compile(document.section("Step 4: the checks"), classes);
        assertEquals(before, missing(copy, classes));
        grade(copy, new SseProcess(copy.home(), List.of(classes)));
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

    private static void registry(WorkbookCopy copy, Markdown step) {
        String entry = step.blocks("yaml").getFirst();
        Matcher chapter = Pattern.compile("id: \"(\\d)").matcher(entry);
        assertTrue(chapter.find());
        String next = "\n  - number: " + (Integer.parseInt(chapter.group(1)) + 1) + "\n";
        copy.replace("config/workbook.yaml", next, entry + next);
    }

    private static void tree(WorkbookCopy copy, Markdown step, String tree) throws IOException {
        for (String file : files(step).toList()) {
            assertTrue(file.startsWith(tree), file);
            copy.write(file, Files.readString(SAMPLE.resolve(file)));
        }
        String module = step.blocks("xml").getFirst();
        copy.replace(tree + "pom.xml", "    </modules>", module + "    </modules>");
    }

    private static Stream<String> files(Markdown step) {
        return step.blocks("text").getFirst().lines();
    }

    private static void afterStep(int number, List<String> missing) {
        new Recorded(DOCUMENT, "after step " + number).verify("```text\n" + String.join("\n", missing) + "\n```");
    }

    /** What the new task lacks: WorkbookContractTest looks at the others. */
    private static List<String> missing(WorkbookCopy copy, Path classes, List<String> before) throws IOException {
        return missing(copy, classes).stream()
                .filter(problem -> !before.contains(problem))
                .toList();
    }

    private static List<String> missing(WorkbookCopy copy, Path classes) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url(classes)}, ContributingTest.class.getClassLoader())) {
            return WorkbookContract.problems(copy.home(), loader);
        }
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }

    /** The check class and its faulty servers, as they stand in the document. */
    private void compile(Markdown step, Path classes) throws IOException {
        List<String> options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<Path> sources = Stream.iterate(0, n -> n < step.blocks("java").size(), n -> n + 1)
                .map(n -> source(step.blocks("java").get(n)))
                .toList();
        var files = compiler.getStandardFileManager(null, null, null);
        boolean compiled = compiler.getTask(
                        said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                .call();
        files.close();
        assertTrue(compiled, said::toString);
    }

    private Path source(String java) {
        Matcher type = CLASS.matcher(java);
        assertTrue(type.find(), java);
        WorkbookCopy sources = new WorkbookCopy(new Home(folder.resolve("sources")));
        String path = type.group(1).replace('.', '/') + "/" + type.group(2) + ".java";
        sources.write(path, java);
        return sources.file(path);
    }

    private static void grade(WorkbookCopy copy, SseProcess sse) {
        SseProcess.Answer stub = sse.run("check", "2.4", "--lang", "en");
        assertTrue(stub.text().contains("not started"), stub::text);
        assertEquals(ExitCode.FAILED.code(), stub.code(), stub::text);

        SseProcess.Answer solution = sse.run("check", "2.4", "--lang", "en", "--solutions");
        assertEquals(ExitCode.PASSED.code(), solution.code(), solution::text);

        copy.replace("solutions/2.4-greeting/src/main/java/workbook/GreetingService.java", "hello", "hallo");
        SseProcess.Answer faulty = sse.run("check", "2.4", "--lang", "en", "--solutions");
        assertTrue(faulty.text().contains("2.4/2 One greeting, then the end"), faulty::text);
        assertEquals(ExitCode.FAILED.code(), faulty.code(), faulty::text);
    }
}
