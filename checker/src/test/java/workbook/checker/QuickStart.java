package workbook.checker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import workbook.checker.workbook.Home;

/**
 * Starts the checker, or a server of the tests, in a third of the time, as the launcher does: from an archive of loaded
 * classes, which needs its classes in a jar. Tests run both many times.
 */
public final class QuickStart {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The options of a JVM; the class path is the last of them, and may be made longer. */
    public static final List<String> OPTIONS = options();

    private QuickStart() {}

    private static List<String> options() {
        try {
            Path folder = Files.createTempDirectory("sse-quick-start");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            Path archive = folder.resolve("classes.jsa");
            List<String> plain = List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xlog:disable",
                    "-cp",
                    classPath(folder.resolve("all.jar")));
            train(plain, archive);
            List<String> quick = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive));
            quick.addAll(plain);
            return quick;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void train(List<String> plain, Path archive) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:ArchiveClassesAtExit=" + archive));
        command.addAll(plain);
        command.addAll(List.of("-Dworkbook.home=" + Home.find().root(), Training.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** The folders of classes in one jar; the libraries of the checker, but not those of the tests. */
    private static String classPath(Path jar) throws IOException {
        List<String> path = new ArrayList<>(List.of(jar.toString()));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.isDirectory(Path.of(entry))) {
                    add(Path.of(entry), out);
                } else if (!entry.matches(".*(archunit|slf4j)[^/]*")) {
                    path.add(entry);
                }
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static void add(Path folder, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, folder.relativize(file).toString().replace('\\', '/'), out);
            }
        }
    }

    private static void copy(Path file, String name, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        Files.copy(file, jar);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
            Files.delete(folder);
        } catch (IOException left) {
            // It is in the system's folder for such things.
            return;
        }
    }
}
