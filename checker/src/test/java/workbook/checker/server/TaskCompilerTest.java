package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.SmallWorkbook;

@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class TaskCompilerTest {

    @TempDir
    Path folder;

    private SmallWorkbook workbook;

    @BeforeEach
    void layOut() {
        workbook = SmallWorkbook.in(folder);
    }

    @Test
    void unchangedSourcesAreNotCompiledTwice() throws Exception {
        Path classes = compile();
        // What no compiler makes shows that the folder was not made again.
        Files.writeString(classes.resolve("mark"), "");
        assertEquals(classes, compile());
        assertTrue(Files.exists(classes.resolve("mark")));
    }

    @Test
    void aChangeIsCompiled() throws Exception {
        Path before = compile();
        workbook.exercise("System.exit(1);");
        Path after = compile();
        assertNotEquals(before, after);
        assertTrue(Files.exists(after.resolve("workbook/Main.class")));
        workbook.write(
                "exercises/8.1-verdicts/src/main/java/workbook/Another.java", "package workbook; class Another {}");
        assertTrue(Files.exists(compile().resolve("workbook/Another.class")));
    }

    @Test
    void aClassOfAnOlderCompileIsNotUsed() throws Exception {
        String source = "exercises/8.1-verdicts/src/main/java/workbook/Old.java";
        workbook.write(source, "package workbook; class Old {}");
        compile();
        Files.delete(workbook.root().resolve(source));
        assertFalse(Files.exists(compile().resolve("workbook/Old.class")));
        workbook.exercise("new Old();");
        assertInstanceOf(Trouble.DoesNotCompile.class, trouble());
    }

    @Test
    void theExerciseAndTheSolutionDoNotShareClasses() throws Exception {
        Files.createDirectories(workbook.root().resolve("solutions"));
        Path solution = workbook.root().resolve("solutions/8.1-verdicts");
        Path source = solution.resolve("src/main/java/workbook/Main.java");
        Files.createDirectories(source.getParent());
        Files.copy(workbook.mainFile(), source);
        Program.JavaFolder exercise = workbook.program();
        assertNotEquals(
                compile(),
                TaskCompiler.compile(new Program.JavaFolder(solution, exercise.libraries(), exercise.work())));
    }

    @Test
    void twoAtATimeBothGetWholeClasses() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 3; round++) {
                workbook.exercise("System.exit(" + round + ");");
                List<Callable<Path>> calls = Stream.<Callable<Path>>generate(() -> this::compile)
                        .limit(4)
                        .toList();
                for (Future<Path> call : threads.invokeAll(calls)) {
                    assertTrue(Files.exists(call.get().resolve("workbook/Main.class")));
                }
            }
        }
        try (Stream<Path> left = Files.list(workbook.root().resolve(".sse/classes/exercises-8.1-verdicts"))) {
            assertEquals(3, left.count(), "half-written folders are left");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoObstacle() throws Exception {
        workbook.write(".sse", "a file where a folder is wanted");
        Path classes = compile();
        assertTrue(Files.exists(classes.resolve("workbook/Main.class")));
        assertFalse(classes.startsWith(workbook.root()));
    }

    @Test
    void theFolderThatIsUsedStaysAndOldOnesGo() throws Exception {
        Path old = compile();
        workbook.exercise("System.exit(1);");
        Path young = compile();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        workbook.exercise("System.exit(2);");
        compile();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void theLockOfAnEditorIsNoSource() throws Exception {
        Files.createSymbolicLink(
                workbook.mainFile().resolveSibling(".#Main.java"), Path.of("someone@somewhere.4711:1"));
        Files.createDirectories(workbook.mainFile().resolveSibling("folder.java"));
        assertTrue(Files.exists(compile().resolve("workbook/Main.class")));
    }

    @Test
    void javacsOwnLinesNameTheFileFromTheWorkbookOn() {
        workbook.exercise("int n = \"one\";");
        Trouble trouble = trouble();
        assertEquals(
                "Your program does not compile. javac says:", trouble.sentence().en());
        String[] lines = trouble.detail().split("\n");
        assertEquals(
                "exercises/8.1-verdicts/src/main/java/workbook/Main.java:10: error: incompatible types: String cannot be"
                        + " converted to int",
                lines[0]);
        assertEquals("        int n = \"one\";", lines[1]);
        assertEquals("                ^", lines[2]);
        assertEquals("1 error", lines[3]);
    }

    @Test
    void noSourceAndNoLibraries() throws IOException {
        Files.delete(workbook.mainFile());
        assertEquals(
                "There is no Java source in exercises/8.1-verdicts.",
                trouble().sentence().en());
        workbook.exercise("");
        Files.delete(workbook.root().resolve("exercises/target/lib/empty.jar"));
        String sentence = trouble().sentence().en();
        assertTrue(sentence.startsWith("The libraries that the exercises need are not in "), sentence);
    }

    private Path compile() throws ServerException {
        return TaskCompiler.compile(workbook.program());
    }

    private Trouble trouble() {
        return assertThrows(ServerException.class, this::compile).trouble();
    }
}
