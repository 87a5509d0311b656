package workbook.checker.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of the exercises' libraries in the form in which a JVM keeps them in memory (class-data sharing, JEP 310), and
 * linked already where the JVM can do that (JEP 483). A server starts with it in about half the time. It is good for one JDK
 * and one set of libraries.
 */
public final class ServerArchive {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The first feature release of Java whose archives can hold classes that are linked. */
    private static final int LINKS_AHEAD = 24;

    private ServerArchive() {}

    /**
     * The JVM options that use the archive; none where there is no archive for these libraries. It holds those that all
     * tasks share: what a task has beside them stands behind on the class path, which an archive allows.
     */
    static List<String> options(Program.JavaFolder program) {
        Path archive = archive(program, TaskCompiler.sharedLibraries(program));
        return Files.isReadable(archive)
                // A JVM that finds the archive unfit says so on standard output, and goes on without it.
                ? List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive)
                : List.of();
    }

    /**
     * Makes the archive from the classes that one program loads, unless it is there. Whatever goes wrong, servers start
     * as before, only slower.
     *
     * @param program whose libraries it will hold; a solution, so that it starts
     */
    public static void prepare(Program.JavaFolder program) {
        List<Path> libraries = TaskCompiler.sharedLibraries(program);
        Path archive = archive(program, libraries);
        if (Files.exists(archive)) {
            return;
        }
        try {
            Files.createDirectories(program.work());
            forget(program.work());
            Path classes = Files.createTempFile(program.work(), "servers", ".classes");
            Path fresh =
                    program.work().resolve("servers" + ProcessHandle.current().pid() + ".new");
            try {
                record(program, classes);
                dump(libraries, classes, fresh);
                Files.move(fresh, archive);
            } finally {
                Files.deleteIfExists(classes);
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | ServerException none) {
            return;
        }
    }

    private static void record(Program.JavaFolder program, Path classes) throws ServerException {
        LaunchOptions options = LaunchOptions.quick(LIMIT, Duration.ofSeconds(3));
        List<String> jvm = new ArrayList<>(options.jvm());
        jvm.add("-XX:DumpLoadedClassList=" + classes);
        try (ServerUnderTest server = ServerUnderTest.start(program, 0, Map.of(), options.jvm(jvm))) {
            Reachability.require(server.uri(), LIMIT); // the classes of a first request, too
        }
    }

    private static void dump(List<Path> libraries, Path classes, Path archive) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:dump", "-Xlog:disable"));
        if (Runtime.version().feature() >= LINKS_AHEAD) {
            command.add("-XX:+AOTClassLinking");
        }
        command.add("-XX:SharedClassListFile=" + classes);
        command.add("-XX:SharedArchiveFile=" + archive);
        command.addAll(List.of("-cp", TaskCompiler.classPath(libraries)));
        Process java = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!java.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                java.destroyForcibly();
            }
        } catch (InterruptedException e) {
            java.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes the archives of other JDKs and libraries. */
    private static void forget(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("servers-.*\\.jsa"))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The name says which JDK and libraries the archive is for. A JVM would notice a wrong archive, but lose time. */
    private static Path archive(Program.JavaFolder program, List<Path> libraries) {
        try {
            Fingerprint key = new Fingerprint()
                    .add(System.getProperty("java.home"))
                    .add(Runtime.version().toString());
            for (Path library : libraries) {
                key.add(library + " " + Files.getLastModifiedTime(library) + " " + Files.size(library));
            }
            return program.work().resolve("servers-" + key.name() + ".jsa");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
