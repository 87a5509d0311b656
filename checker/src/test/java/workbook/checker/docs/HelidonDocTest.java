package workbook.checker.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.workbook.Home;

/**
 * The programs of {@code docs/helidon} still show what {@code docs/helidon.md} says. One whose output differs may be good
 * news: then the fault is mended, and what works around it can go.
 */
@Execution(ExecutionMode.CONCURRENT)
class HelidonDocTest {

    private static final Home HOME = Home.find();
    private static final List<Path> PAGES = Stream.of("helidon.md", "helidon.zh-CN.md")
            .map(HOME.root().resolve("docs")::resolve)
            .toList();

    /** Its library is not in every registry: {@code -Dhelidon.sse.jar} names one, as HELIDON_SSE_JAR does for bench/run. */
    private static final String READER = "Reader";

    @TempDir
    Path classes;

    @Test
    void eachProgramPrintsWhatIsRecorded() throws Exception {
        List<Path> programs = programs();
        List<Path> libraries = libraries();
        compile(programs, libraries);
        URL[] urls = Stream.concat(libraries.stream(), Stream.of(classes))
                .map(HelidonDocTest::url)
                .toArray(URL[]::new);
        // None sees a class of the checker, which has libraries of its own.
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> printed = threads.invokeAll(programs.stream()
                    .<Callable<String>>map(program -> () -> run(loader, name(program)))
                    .toList());
            for (int at = 0; at < programs.size(); at++) {
                String output = "```text\n" + printed.get(at).get().strip() + "\n```";
                for (Path page : PAGES) {
                    new Recorded(page, name(programs.get(at))).verify(output);
                }
            }
        }
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(List.of(), Parity.problems(Markdown.read(PAGES.get(0)), Markdown.read(PAGES.get(1))));
    }

    @Test
    void eachProgramHasItsPlace() throws IOException {
        for (Path page : PAGES) {
            String text = Files.readString(page);
            try (Stream<Path> files = Files.list(HOME.root().resolve("docs/helidon"))) {
                files.forEach(file -> {
                    assertTrue(text.contains("docs/helidon/" + file.getFileName()), () -> page + " lacks " + file);
                    assertTrue(text.contains("<!-- recorded: " + name(file) + " -->"), () -> page + " lacks " + file);
                });
            }
        }
    }

    private static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(HOME.root().resolve("docs/helidon"))) {
            return files.filter(file -> !name(file).equals(READER) || System.getProperty("helidon.sse.jar") != null)
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path program) {
        return program.getFileName().toString().replace(".java", "");
    }

    /** Those of the exercises, and HTTP/2, which 5.1 alone has. */
    private static List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.walk(HOME.exerciseLibraries())) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".jar")),
                            Stream.ofNullable(System.getProperty("helidon.sse.jar"))
                                    .map(Path::of))
                    .toList();
        }
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(List<Path> programs, List<Path> libraries) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("--release", "21", "-Xlint:all,-classfile", "-d", classes.toString(), "-cp", path),
                            null,
                            files.getJavaFileObjectsFromPaths(programs))
                    .call();
            assertTrue(compiled, said::toString);
        }
    }

    private static String run(ClassLoader loader, String program) throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Method run = loader.loadClass(program).getDeclaredMethod("run", PrintStream.class);
        run.setAccessible(true);
        try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
            run.invoke(null, out);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(program + " threw " + thrown.getCause(), thrown.getCause());
        }
        return printed.toString(UTF_8);
    }
}
