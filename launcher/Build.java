import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds what the launcher starts: the libraries of the exercises, the checker, and the archive of its classes. {@code
 * sse} and {@code sse.cmd} run this file as source (JEP 330), and only when something is stale. The exit code is 0 if
 * the checker can start. Only one process builds at a time.
 */
final class Build {

    private static final int CANNOT_START = 3;

    private final Workbook workbook;
    private final Archive archive;
    private final Subprocess subprocess = new Subprocess();

    private Build(Workbook workbook, Archive archive) {
        this.workbook = workbook;
        this.archive = archive;
    }

    /**
     * Reads the JDK from the environment, as {@code JAVA_HOME}.
     *
     * @param arguments the folder of the workbook; the file of the archive, what it must have been made for, and the
     *     JVM's options, in one word; then all sources of the build, relative to the folder
     */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        Path home = Path.of(given.get(0));
        Archive archive = new Archive(
                Path.of(given.get(1)), given.get(2), List.of(given.get(3).split(" ")));
        Build build = new Build(new Workbook(home, given.subList(4, given.size())), archive);
        Runtime.getRuntime().addShutdownHook(new Thread(build.subprocess::stop));
        try {
            if (!build.ready()) {
                System.exit(CANNOT_START);
            }
        } catch (IOException e) {
            say("The checker could not be built: %s", "检查器构建失败：%s", e);
            System.exit(CANNOT_START);
        }
    }

    /** Builds what is stale. Returns whether there is a checker that can start. */
    private boolean ready() throws IOException, InterruptedException {
        if (!workbook.writable()) {
            return readOnly();
        }
        try (FileChannel lock = lock()) {
            if (!workbook.fresh() && !build()) {
                showLog();
                return false;
            }
            archive();
        }
        return true;
    }

    private boolean readOnly() {
        if (workbook.fresh()) {
            return true;
        }
        if (workbook.built()) {
            say(
                    "The sources are newer than the build, but %s cannot be written: going on with the old build.",
                    "源文件比构建结果新，但 %s 不可写：继续使用旧的构建。", workbook.home());
            return true;
        }
        say(
                "The checker is not built yet, and %s cannot be written. Make it writable, or copy the workbook to a folder of your own.",
                "检查器尚未构建，而 %s 不可写。请让它可写，或把练习册复制到自己的目录。", workbook.home());
        return false;
    }

    /** Waits for another launcher that is building. The system releases the lock, however its holder ends. */
    private FileChannel lock() throws IOException {
        FileChannel file = FileChannel.open(workbook.state("build.lock"), CREATE, WRITE);
        try {
            if (file.tryLock() == null) {
                say("Another ./sse is building the checker; waiting for it ...", "另一个 ./sse 正在构建检查器，等它完成……");
                file.lock();
            }
        } catch (IOException none) {
            // Some network file systems have no locks. A build that nothing guards is better than none.
        }
        return file;
    }

    // --- the build -----------------------------------------------------------------------------------

    private boolean build() throws IOException, InterruptedException {
        if (Files.exists(workbook.jar())) {
            say("Building the checker again, because its sources have changed ...", "源文件有变化，重新构建检查器……");
        } else {
            say("Building the checker. The first time this may take a minute ...", "正在构建检查器，第一次可能需要一分钟……");
        }
        boolean withLibraries = workbook.librariesStale();
        // A build that is stopped half-way must not count. One that was begun counts from its beginning, so that a
        // change made while it ran is seen.
        Files.deleteIfExists(workbook.stamp());
        Path begun = workbook.state("begun");
        Files.deleteIfExists(begun);
        Files.createFile(begun);
        Files.deleteIfExists(workbook.log());
        // What was deleted from the sources must disappear from the jar, too.
        delete(workbook.target("classes"));
        delete(workbook.target("maven-status"));
        // Each part is built alone: neither reads the folders of the exercises, where a learner may break anything.
        if (withLibraries) {
            delete(workbook.libraries());
            if (!maven("-f", "exercises/pom.xml", "-N", "package")) {
                return false;
            }
        }
        if (!maven("-f", "checker/pom.xml", "package")) {
            return false;
        }
        Files.move(begun, workbook.stamp(), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private boolean maven(String... goal) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", ".\\mvnw.cmd") : List.of("sh", "./mvnw"));
        command.addAll(List.of("-B", "-q", "-Dmaven.test.skip=true"));
        command.addAll(List.of(goal));
        return subprocess.run(new ProcessBuilder(command)
                        .directory(workbook.home().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(workbook.log().toFile())))
                == 0;
    }

    private void showLog() throws IOException {
        // Maven has written in the encoding of the terminal. Read and written as Latin-1, its bytes stay as they are.
        List<String> lines = Files.readAllLines(workbook.log(), ISO_8859_1);
        List<String> telling = lines.stream()
                .takeWhile(line -> !line.contains("To see the full stack trace"))
                .toList();
        say("The checker could not be built. This is the end of %s:", "检查器构建失败。下面是 %s 的末尾：", workbook.log());
        System.err.println();
        telling.stream().skip(Math.max(0, telling.size() - 40)).forEach(line -> {
            System.err.writeBytes(line.getBytes(ISO_8859_1));
            System.err.println();
        });
        Pattern offline = Pattern.compile(
                "(?i)unknown ?host|could not transfer|failed to fetch|connection refused|timed out|offline");
        if (lines.stream().anyMatch(offline.asPredicate())) {
            System.err.println();
            say(
                    "The first build downloads Maven and libraries: it needs the network once.",
                    "第一次构建要下载 Maven 和依赖库，需要联网一次。");
        }
    }

    // --- a fast start --------------------------------------------------------------------------------

    /** Makes the archive. If that fails, the checker starts without it, only more slowly. */
    private void archive() throws InterruptedException {
        try {
            if (archive.madeFor(workbook.jar())) {
                return;
            }
            Files.deleteIfExists(archive.keyFile());
            Files.deleteIfExists(archive.file());
            Path fresh = Path.of(archive.file() + ".new");
            subprocess.run(new ProcessBuilder(archive.training(fresh, workbook))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD));
            if (Files.exists(fresh)) {
                Files.move(fresh, archive.file(), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(archive.keyFile(), archive.key() + "\n");
        } catch (IOException none) {
            return;
        }
    }

    /**
     * The classes of the checker as a JVM keeps them in memory (JEP 350).
     *
     * @param key names the JDK and the folder that the archive is good for; kept in a file beside it
     * @param options of the JVM that will start with it
     */
    private record Archive(Path file, String key, List<String> options) {

        Path keyFile() {
            return Path.of(file + ".key");
        }

        boolean madeFor(Path jar) throws IOException {
            return Files.exists(keyFile())
                    && Files.readString(keyFile()).strip().equals(key)
                    && Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(keyFile())) <= 0;
        }

        List<String> training(Path fresh, Workbook workbook) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getenv("JAVA_HOME"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + fresh));
            command.addAll(List.of(
                    "-Dworkbook.home=" + workbook.home(), "-jar", workbook.jar().toString(), "prepare"));
            return command;
        }
    }

    // --- files

    /** @param sources everything that the build is made from, relative to the folder */
    private record Workbook(Path home, List<String> sources) {

        private static final List<String> SOURCES_OF_LIBRARIES = List.of("pom.xml", "exercises/pom.xml");

        Path target(String name) {
            return home.resolve("checker/target").resolve(name);
        }

        Path jar() {
            return target("checker.jar");
        }

        /** A file that is as old as the beginning of the last successful build. */
        Path stamp() {
            return target(".built");
        }

        Path libraries() {
            return home.resolve("exercises/target/lib");
        }

        Path state(String name) {
            return home.resolve(".sse").resolve(name);
        }

        Path log() {
            return state("build.log");
        }

        boolean writable() {
            try {
                Path state = Files.createDirectories(home.resolve(".sse"));
                return Stream.of(state, home, home.resolve("checker")).allMatch(Files::isWritable);
            } catch (IOException readOnly) {
                return false;
            }
        }

        boolean built() {
            return Files.exists(jar())
                    && Files.exists(stamp())
                    && Files.isDirectory(target("lib"))
                    && Files.isDirectory(libraries());
        }

        boolean fresh() {
            return built() && !newer(sources);
        }

        boolean librariesStale() {
            return !Files.exists(stamp()) || !Files.isDirectory(libraries()) || newer(SOURCES_OF_LIBRARIES);
        }

        /**
         * Whether one of these files, or one in these folders, is newer than the build. A folder is newer when a file
         * in it was added or removed.
         */
        private boolean newer(Collection<String> names) {
            return names.stream().map(home::resolve).filter(Files::exists).anyMatch(this::newer);
        }

        private boolean newer(Path path) {
            try {
                FileTime built = Files.getLastModifiedTime(stamp());
                try (Stream<Path> newer = Files.find(
                        path,
                        Integer.MAX_VALUE,
                        (file, attributes) -> attributes.lastModifiedTime().compareTo(built) > 0)) {
                    return newer.findAny().isPresent();
                }
            } catch (IOException | UncheckedIOException gone) {
                // A file disappeared meanwhile.
                return true;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    // --- processes and messages ----------------------------------------------------------------------

    /** Runs one process at a time, and leaves none behind when a signal stops this one. */
    private static final class Subprocess {

        private static final long LIMIT_SECONDS = 5;

        private Process process;
        private boolean stopped;

        /** Runs the process and returns its exit code. */
        int run(ProcessBuilder builder) throws IOException, InterruptedException {
            Process started = start(builder);
            started.getOutputStream().close();
            int code = started.waitFor();
            proceed();
            return code;
        }

        private synchronized Process start(ProcessBuilder builder) throws IOException, InterruptedException {
            proceed();
            process = builder.start();
            return process;
        }

        /** Never returns once a signal has come: how it ended the subprocess is not worth a message. */
        private synchronized void proceed() throws InterruptedException {
            while (stopped) {
                wait();
            }
        }

        private synchronized void stop() {
            stopped = true;
            if (process == null) {
                return;
            }
            List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroy);
            all.forEach(one -> one.onExit()
                    .completeOnTimeout(one, LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly());
        }
    }

    private static void say(String english, String chinese, Object... values) {
        boolean speaksChinese = Locale.getDefault().getLanguage().equals("zh");
        System.err.println((speaksChinese ? chinese : english).formatted(values));
    }
}
