package workbook.checker.server;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workbook.checker.files.Folders;

/**
 * Compiles the folder of a task in this process. Classes are kept under a name made of all that went into them, so that
 * an unchanged folder is compiled once and two checkers at a time never share a half-written one.
 */
final class TaskCompiler {

    private static final String RELEASE = "21";

    private TaskCompiler() {}

    /**
     * Compiles the folder, unless it is unchanged.
     *
     * @return the folder of the classes
     * @throws ServerException if there is no source, no library, or a compile error
     */
    static Path compile(Program.JavaFolder program) throws ServerException {
        List<Path> sources = sources(program.folder());
        if (sources.isEmpty()) {
            throw new ServerException(
                    new Trouble.NoSource(program.folder().getParent().getFileName() + "/"
                            + program.folder().getFileName()));
        }
        List<Path> libraries = libraries(program);
        if (libraries.isEmpty()) {
            throw new ServerException(
                    new Trouble.NoLibraries(program.libraries().toString()));
        }
        try {
            Path name = Path.of(
                    program.folder().getParent().getFileName() + "-"
                            + program.folder().getFileName(),
                    key(sources, PageFolder.files(program.folder()), libraries));
            return compile(program, sources, libraries, name);
        } catch (IOException e) {
            throw new ServerException(new Trouble.Unreadable(e.toString()));
        }
    }

    private static Path compile(Program.JavaFolder program, List<Path> sources, List<Path> libraries, Path name)
            throws IOException, ServerException {
        try {
            return compile(program, sources, libraries, program.work().resolve("classes"), name);
        } catch (FileSystemException readOnly) {
            return inTemporaryFolder(program, sources, libraries, name);
        }
    }

    private static Path inTemporaryFolder(
            Program.JavaFolder program, List<Path> sources, List<Path> libraries, Path name)
            throws IOException, ServerException {
        Path folder = Files.createTempDirectory("sse-classes");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.deleteIfPossible(folder)));
        return compile(program, sources, libraries, folder, name);
    }

    private static Path compile(
            Program.JavaFolder program, List<Path> sources, List<Path> libraries, Path parent, Path name)
            throws IOException, ServerException {
        Path classes = parent.resolve(name);
        if (Files.isDirectory(classes)) {
            return classes;
        }
        Files.createDirectories(classes.getParent());
        Path fresh = Files.createTempDirectory(classes.getParent(), "new");
        try {
            javac(program, sources, libraries, fresh);
            PageFolder.copy(program.folder(), fresh);
            Files.move(fresh, classes, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(classes)) {
                throw e;
            }
            // Another checker was faster with the very same classes.
        } finally {
            Folders.deleteIfPossible(fresh);
        }
        forgetOthers(classes);
        return classes;
    }

    private static void javac(Program.JavaFolder program, List<Path> sources, List<Path> libraries, Path to)
            throws IOException, ServerException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter lines = new StringWriter();
        List<String> options = List.of(
                "--release", RELEASE, "-proc:none", "-parameters", "-d", to.toString(), "-cp", classPath(libraries));
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.getDefault(), StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            lines, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                String base = program.folder().getParent().getParent() + File.separator;
                throw new ServerException(new Trouble.DoesNotCompile(
                        lines.toString().replace(base, "").stripTrailing()));
            }
        }
    }

    /** Joins paths for {@code -cp}. */
    static String classPath(List<Path> entries) {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    /** The jars that a program needs, in the order of the class path: those of all tasks, then its own. */
    static List<Path> libraries(Program.JavaFolder program) {
        Path own = program.libraries().resolve(program.folder().getFileName());
        return Stream.concat(sharedLibraries(program).stream(), files(own, ".jar").stream())
                .toList();
    }

    /** The jars that every task has. */
    static List<Path> sharedLibraries(Program.JavaFolder program) {
        return files(program.libraries(), ".jar", 1);
    }

    /** Regular files only: an editor's lock is a link to nowhere that has the name of a source. */
    static List<Path> files(Path folder, String suffix) {
        return files(folder, suffix, Integer.MAX_VALUE);
    }

    private static List<Path> files(Path folder, String suffix, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(path -> path.toString().endsWith(suffix) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path folder) {
        return files(folder.resolve("src/main/java"), ".java");
    }

    private static String key(List<Path> sources, List<Path> page, List<Path> libraries) throws IOException {
        Fingerprint key = new Fingerprint().add(Runtime.version().toString());
        for (Path source : Stream.concat(sources.stream(), page.stream()).toList()) {
            key.add(source.toString()).add(Files.readAllBytes(source));
        }
        for (Path library : libraries) {
            key.add(library.getFileName().toString());
        }
        return key.name();
    }

    /** Keeps what is younger than an hour: another checker may be loading classes from it. */
    private static void forgetOthers(Path newest) throws IOException {
        long hourAgo = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
        try (Stream<Path> kept = Files.list(newest.getParent())) {
            kept.filter(path -> !path.equals(newest) && path.toFile().lastModified() < hourAgo)
                    .forEach(Folders::deleteIfPossible);
        }
    }
}
