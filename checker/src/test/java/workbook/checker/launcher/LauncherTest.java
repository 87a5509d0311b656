package workbook.checker.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs a copy of {@code ./sse} by the system's {@code sh} in a made-up machine: Javas that print their arguments, a
 * Maven that notes that it ran, and no program on the path but the few that the launcher may use. Only the launcher's
 * own program in Java is run by a real one.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sse is for sh; sse.cmd is its like for Windows")
class LauncherTest {
    private static final List<String> TOOLS =
            List.of("cat", "find", "locale", "mkdir", "readlink", "sed", "sh", "sleep");

    private static final Path SCRIPT = Path.of("..", "sse");
    private static final Path SEARCH = Path.of("..", "launcher", "jdk.sh");
    private static final Path BUILD = Path.of("..", "launcher", "Build.java");
    private static final Path REAL_JDK = Path.of(System.getProperty("java.home"));

    /** Holds {@link #BUILD} compiled: from source it would start in ten times the time. */
    @TempDir
    static Path classes;

    @TempDir
    Path machine;

    private Path workbook;
    private Path elsewhere;
    private Path jdk;

    @BeforeAll
    static void compile() {
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "21", "-d", classes.toString(), BUILD.toString());
        assertEquals(0, code, "the launcher's program is for the oldest JDK that will do");
    }

    @BeforeEach
    void layOut() throws IOException {
        machine = machine.toRealPath();
        workbook = machine.resolve("my work/SSE 练习 book");
        elsewhere = Files.createDirectories(machine.resolve("some where"));
        for (String folder :
                List.of(".mvn", "checker/src/main/java", "exercises", "launcher", "web", "vectors", "config")) {
            Files.createDirectories(workbook.resolve(folder));
        }
        for (String file : List.of(
                "pom.xml", "checker/pom.xml", "exercises/pom.xml", "checker/src/main/java/A.java", "web/a.css")) {
            Files.writeString(workbook.resolve(file), "");
        }
        executable(workbook.resolve("sse"), Files.readString(SCRIPT));
        Files.copy(BUILD, workbook.resolve("launcher/Build.java"));
        String search = Files.readString(SEARCH);
        assertTrue(search.contains("\nroot=''"), "the search has lost the line that this test replaces");
        Files.writeString(
                workbook.resolve("launcher/jdk.sh"),
                search.replace("\nroot=''", "\nroot='" + machine.resolve("root") + "'"));
        Files.createFile(machine.resolve("jar"));
        maven("");
        Path bin = Files.createDirectories(machine.resolve("bin"));
        for (String tool : TOOLS) {
            Path there = systemTool(tool);
            if (there != null) {
                executable(bin.resolve(tool), "#!/bin/sh\nexec " + there + " \"$@\"\n");
            }
        }
        jdk = java("given jdk", "21.0.4", true);
    }

    @Test
    @DisplayName("the JDK of JAVA_HOME comes first, and gets every argument as it was given")
    void javaHome() throws Exception {
        java("root/usr/lib/jvm/jdk-25", "25", true);
        Run run = sse(Map.of("JAVA_HOME", jdk.toString()), "check", "a  b", "*", "", "'\"$x");
        assertEquals(0, run.code, run.err);
        assertEquals(
                List.of("given jdk", elsewhere.toString(), "check", "a  b", "*", "", "'\"$x"), run.javaAndArguments());
        assertTrue(run.out.contains("\n-Dworkbook.home=" + workbook + "\n"), run.out);
        assertTrue(run.out.contains("\n" + workbook.resolve("checker/target/checker.jar") + "\n"), run.out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root/usr/lib/jvm/temurin-21-jdk",
                "root/usr/java/jdk-21",
                "root/opt/jdk-21.0.4",
                "root/opt/java/openjdk",
                "root/Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home",
                "root/opt/homebrew/opt/openjdk@21/libexec/openjdk.jdk/Contents/Home",
                "home/.sdkman/candidates/java/21.0.4-tem",
                "home/.jdks/openjdk 21",
                "home/.jabba/jdk/temurin@21",
                "home/.asdf/installs/java/temurin-21",
                "home/.local/share/mise/installs/java/21",
                "home/Library/Java/JavaVirtualMachines/azul-21/Contents/Home",
            })
    @DisplayName("a JDK is found where its installer put it")
    void usualFolders(String folder) throws Exception {
        java(folder, "21.0.4", true);
        assertEquals(folder, sse(Map.of(), "list").java());
        assertEquals(machine.resolve(folder).toString(), read(".sse/jdk").strip());
    }

    @Test
    @DisplayName("of several, the newest with long-term support")
    void best() throws Exception {
        java("root/usr/lib/jvm/a-21", "21.0.4", true);
        java("root/usr/lib/jvm/b-25", "25.0.3", true);
        java("root/usr/lib/jvm/c-26", "26", true);
        java("root/usr/lib/jvm/d-8", "1.8.0_402", true);
        assertEquals("root/usr/lib/jvm/b-25", sse(Map.of(), "list").java());
    }

    @Test
    @DisplayName("a java 17 in JAVA_HOME and on the path does not stand in the way")
    void seventeenFirst() throws Exception {
        Path old = java("root/usr/lib/jvm/java-17", "17.0.15", true);
        Files.createSymbolicLink(machine.resolve("bin/java"), old.resolve("bin/java"));
        java("home/.jdks/temurin-21", "21.0.4", true);
        assertEquals(
                "home/.jdks/temurin-21",
                sse(Map.of("JAVA_HOME", old.toString()), "list").java());
    }

    @Test
    @DisplayName("the java of the path is followed through its symlinks")
    void path() throws Exception {
        Path alternatives = Files.createDirectories(machine.resolve("alternatives"));
        Files.createSymbolicLink(alternatives.resolve("java"), Path.of("../given jdk/bin/java"));
        Files.createSymbolicLink(machine.resolve("bin/java"), alternatives.resolve("java"));
        assertEquals("given jdk", sse(Map.of(), "list").java());
    }

    @Test
    @DisplayName("without a release file the JDK itself is asked")
    void noReleaseFile() throws Exception {
        Files.delete(jdk.resolve("release"));
        Files.createDirectories(jdk.resolve("lib"));
        Files.writeString(jdk.resolve("lib/modules"), "");
        assertEquals(
                "given jdk", sse(Map.of("JAVA_HOME", jdk.toString()), "list").java());
    }

    @Test
    @DisplayName("a remembered JDK that is gone is looked for again")
    void rememberedGone() throws Exception {
        Path first = java("root/usr/lib/jvm/jdk-21", "21", true);
        assertEquals("root/usr/lib/jvm/jdk-21", sse(Map.of(), "list").java());
        Files.delete(first.resolve("bin/javac"));
        java("home/.jdks/jdk-21", "21", true);
        assertEquals("home/.jdks/jdk-21", sse(Map.of(), "list").java());
    }

    @Test
    @DisplayName("no JDK 21: one sentence that says what was found, and 3")
    void noJdk() throws Exception {
        Path old = java("root/usr/lib/jvm/java-17", "17.0.15", true);
        Run run = sse(Map.of(), "list");
        assertEquals(3, run.code);
        assertEquals("", run.out);
        assertEquals(
                "JDK 21 or later is needed; found java 17 in " + old + ". Install one, for example Eclipse Temurin"
                        + " (https://adoptium.net), or set JAVA_HOME.\n",
                run.err);
        Run chinese = sse(Map.of("LANG", "zh_CN.UTF-8"), "list");
        assertTrue(chinese.err.startsWith("需要 JDK 21 或更高版本；在 " + old), chinese.err);
        assertEquals(0, mavens());
    }

    @Test
    @DisplayName("no Java at all, and a runtime without a compiler")
    void noJava() throws Exception {
        assertTrue(sse(Map.of(), "list").err.contains("found no Java. Install"));
        Path runtime = java("root/usr/lib/jvm/jre-21", "21.0.4", false);
        Run run = sse(Map.of(), "list");
        assertEquals(3, run.code);
        assertTrue(run.err.contains("found only a Java 21 without a compiler in " + runtime), run.err);
    }

    @Test
    @DisplayName("builds once, then only after a change: a file written, added or deleted, or a part that is gone")
    void buildsWhatIsStale() throws Exception {
        assertEquals("Building the checker. The first time this may take a minute ...\n", built(2).err);
        assertEquals("", built(2).err);

        later("checker/src/main/java/A.java");
        assertEquals("Building the checker again, because its sources have changed ...\n", built(3).err);
        earlier();

        Files.writeString(workbook.resolve("web/new.css"), "");
        later("web");
        built(4);
        earlier();
        Files.delete(workbook.resolve("web/new.css"));
        later("web");
        built(5);
        earlier();

        later("exercises/pom.xml");
        built(7);
        earlier();
        Files.delete(workbook.resolve("checker/target/checker.jar"));
        built(8);
        assertEquals("", built(8).err);
    }

    @Test
    @DisplayName("neither part of the build reads a folder of an exercise")
    void partsOnly() throws Exception {
        built(2);
        List<String> runs = Files.readAllLines(machine.resolve("mavens"));
        assertTrue(runs.get(0).endsWith("-f exercises/pom.xml -N package JAVA_HOME=" + jdk), runs.toString());
        assertTrue(runs.get(1).endsWith("-f checker/pom.xml package JAVA_HOME=" + jdk), runs.toString());
    }

    @Test
    @DisplayName("a build that fails shows why, ends with 3, and does not count")
    void brokenBuild() throws Exception {
        maven("echo '[ERROR] A.java:[3,1] no such thing'; echo '[ERROR] To see the full stack trace, use -e'; exit 1");
        Run run = sse(Map.of("JAVA_HOME", jdk.toString()), "list");
        assertEquals(3, run.code);
        assertEquals("", run.out);
        assertTrue(run.err.contains(workbook.resolve(".sse/build.log") + ":\n\n[ERROR] A.java:[3,1] no such thing\n"));
        assertFalse(run.err.contains("stack trace"), run.err);
        assertFalse(run.err.contains("network"), run.err);
        maven("");
        assertEquals(0, sse(Map.of("JAVA_HOME", jdk.toString()), "list").code);
    }

    @Test
    @DisplayName("a build that fails takes the one before it away, even when the change is taken back")
    void brokenRebuild() throws Exception {
        built(2);
        later("checker/src/main/java/A.java");
        maven("exit 1");
        assertEquals(3, sse(Map.of("JAVA_HOME", jdk.toString()), "list").code);
        earlier();
        maven("");
        built(5);
    }

    @Test
    @DisplayName("a first build without network says so")
    void offline() throws Exception {
        maven("echo '[ERROR] Could not transfer artifact a:b:1: Unknown host'; exit 1");
        Run run = sse(Map.of("JAVA_HOME", jdk.toString(), "LANG", "zh_CN.utf8"), "list");
        assertEquals(3, run.code);
        assertTrue(run.err.endsWith("第一次构建要下载 Maven 和依赖库，需要联网一次。\n"), run.err);
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    @DisplayName("a signal ends the build and its Maven; the next launcher need not wait")
    void stopped(String signal, int code) throws Exception {
        assumeTrue(kill(signal, "$$") == code, "what has started this test ignores " + signal);
        maven("echo $$ >'" + machine + "/maven'; exec sleep 60");
        Process sse = start("", Map.of("JAVA_HOME", jdk.toString()), "list");
        await("maven");
        kill(signal, sse.pid() + "");
        assertEquals(code, finish("", sse).code);
        long maven = Long.parseLong(Files.readString(machine.resolve("maven")).strip());
        assertFalse(ProcessHandle.of(maven).map(ProcessHandle::isAlive).orElse(false), "Maven lives");
        maven("");
        assertTrue(built(3).err.startsWith("Building"));
    }

    @Test
    @DisplayName("the builder stopped by a signal is the launcher's end, and the build does not count")
    void builderStopped() throws Exception {
        maven("kill $PPID; exec sleep 60");
        Run run = sse(Map.of("JAVA_HOME", jdk.toString()), "list");
        assertEquals(143, run.code);
        assertEquals("Building the checker. The first time this may take a minute ...\n", run.err);
        maven("");
        assertTrue(built(3).err.startsWith("Building"));
    }

    @Test
    @DisplayName("a builder that is killed outright leaves no lock")
    void builderKilled() throws Exception {
        maven("kill -9 $PPID; exit 1");
        assertEquals(137, sse(Map.of("JAVA_HOME", jdk.toString()), "list").code);
        maven("");
        assertTrue(built(3).err.startsWith("Building"));
    }

    @Test
    @DisplayName("a launcher that is killed outright leaves its build, for which the next one waits")
    void launcherKilled() throws Exception {
        maven("until [ -s '" + machine + "/err2' ]; do sleep 0.05; done");
        Process killed = start("1", Map.of("JAVA_HOME", jdk.toString()), "list");
        await("mavens");
        killed.destroyForcibly().waitFor();
        Run run = finish("2", start("2", Map.of("JAVA_HOME", jdk.toString()), "list"));
        assertEquals(0, run.code, run.err);
        assertEquals("Another ./sse is building the checker; waiting for it ...\n", run.err);
        assertEquals(2, mavens());
    }

    @Test
    @DisplayName("two at once: one builds, the other waits and goes on")
    void twoAtOnce() throws Exception {
        // The build does not end before the other launcher has said that it waits.
        maven("until [ -s '" + machine + "/err1' ] && [ -s '" + machine + "/err2' ]; do sleep 0.05; done");
        Process one = start("1", Map.of("JAVA_HOME", jdk.toString()), "list");
        Process two = start("2", Map.of("JAVA_HOME", jdk.toString()), "list");
        List<Run> runs = List.of(finish("1", one), finish("2", two));
        assertEquals(List.of(0, 0), runs.stream().map(run -> run.code).toList());
        assertEquals(2, mavens());
        assertEquals(
                1, runs.stream().filter(run -> run.err.startsWith("Another")).count());
    }

    @Test
    @DisplayName("a folder that cannot be written: built is good enough, not built is said")
    void readOnly() throws Exception {
        // A file in the place of .sse: the superuser may write anywhere, but not below a file.
        Files.writeString(workbook.resolve(".sse"), "");
        Run run = sse(Map.of("JAVA_HOME", jdk.toString()), "list");
        assertEquals(3, run.code);
        assertTrue(run.err.startsWith("The checker is not built yet, and " + workbook + " cannot be written."));
        Files.delete(workbook.resolve(".sse"));
        built(2);
        Files.move(workbook.resolve(".sse"), machine.resolve("moved"));
        Files.writeString(workbook.resolve(".sse"), "");
        assertEquals("", built(2).err);
        later("pom.xml");
        assertTrue(built(2).err.endsWith("going on with the old build.\n"));
    }

    @Test
    @DisplayName("works through a symlink, and leaves the caller's folder and standard input alone")
    void symlink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("grade"), Path.of("../my work/SSE 练习 book/sse"));
        built(2);
        Run run = finish("3", start("3", link, Map.of("JAVA_HOME", jdk.toString()), "read"));
        assertEquals(List.of("given jdk", elsewhere.toString(), "read", "<typed>"), run.javaAndArguments());
    }

    @Test
    @DisplayName("the code of the checker is the launcher's")
    void exitCode() throws Exception {
        assertEquals(42, sse(Map.of("JAVA_HOME", jdk.toString()), "exit", "42").code);
    }

    @Test
    @DisplayName("short commands run on C1 alone, long ones on the full compiler")
    void flags() throws Exception {
        for (String command : List.of("list", "check", "doctor")) {
            assertTrue(built(2, command, "load").out.contains("-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC"), command);
        }
        for (String command : List.of("load", "live", "board", "watch")) {
            assertFalse(built(2, "--lang", "en", command).out.contains("-XX:TieredStopAtLevel=1"), command);
        }
        Map<String, String> collector = Map.of("JAVA_HOME", jdk.toString(), "JDK_JAVA_OPTIONS", "-Xmx1g -XX:+UseZGC");
        assertFalse(sse(collector, "list").out.contains("-XX:+UseSerialGC"));
    }

    @Test
    @DisplayName("what grades has a heap of its own size, unless another one is asked for")
    void heap() throws Exception {
        for (String command : List.of("check", "watch", "report")) {
            assertTrue(built(2, command).out.contains("-Xmx400m\n"), command);
        }
        for (String command : List.of("load", "live", "board")) {
            assertFalse(built(2, command).out.contains("-Xmx"), command);
        }
        Map<String, String> more = Map.of("JAVA_HOME", jdk.toString(), "JDK_JAVA_OPTIONS", "-Xmx1g");
        assertFalse(sse(more, "check").out.contains("-Xmx400m"));
    }

    @Test
    @DisplayName("the start archive is made once, and again for another JDK")
    void archive() throws Exception {
        assertTrue(built(2).out.contains("-XX:SharedArchiveFile=" + workbook + "/checker/target/start-21.jsa\n"));
        built(2);
        assertEquals(1, archives());
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"21.0.5\"\nIMPLEMENTOR=\"Other\"\n");
        built(2);
        assertEquals(2, archives());
        built(2);
        assertEquals(2, archives());
    }

    @Test
    @DisplayName("a real JDK finds a folder with a Chinese name, also where the locale is ASCII")
    void asciiLocale() throws Exception {
        showingJar(machine.resolve("jar"));
        Map<Map<String, String>, String> heard = Map.of(
                Map.of("LC_ALL", "C"), "[小明]",
                Map.of("LANG", ""), "[小明]",
                Map.of("LC_ALL", "C.UTF-8"), "[小明]",
                // A system has no such locale. What it says of the language counts.
                Map.of("LANG", "zh_ZZ.UTF-8"), "[--lang, zh, 小明]");
        for (Map.Entry<Map<String, String>, String> each : heard.entrySet()) {
            Map<String, String> environment = new HashMap<>(each.getKey());
            environment.put("JAVA_HOME", REAL_JDK.toString());
            Run run = sse(environment, "小明");
            assertEquals(0, run.code, run.err);
            assertEquals(each.getValue() + " in a folder that is there\n", run.out, environment::toString);
        }
        assertEquals(2, mavens());
        assertTrue(Files.exists(
                workbook.resolve("checker/target/start-" + Runtime.version().feature() + ".jsa")));
    }

    @Test
    @DisplayName("where no locale can name the folder: one sentence, and 3")
    void noUnicodeLocale() throws Exception {
        executable(
                machine.resolve("bin/locale"), "#!/bin/sh\ncase $1 in charmap) echo US-ASCII ;; *) echo C ;; esac\n");
        Run run = sse(Map.of("JAVA_HOME", jdk.toString(), "LC_ALL", "C"), "list");
        assertEquals(3, run.code);
        assertEquals(
                "Java cannot read the name of the folder " + workbook
                        + ", because this system has no locale with UTF-8. Give it a name in plain ASCII.\n",
                run.err);
    }

    /** A jar that shows its arguments, and whether it finds the workbook. */
    private void showingJar(Path jar) throws IOException {
        Path source = Files.writeString(
                machine.resolve("Show.java"),
                """
                public class Show {
                    public static void main(String[] arguments) {
                        var home = java.nio.file.Path.of(System.getProperty("workbook.home"));
                        var there = java.nio.file.Files.isDirectory(home);
                        System.out.println(java.util.List.of(arguments) + " in a folder that is " + (there ? "there" : "not"));
                    }
                }
                """);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", machine.toString(), source.toString()));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Show");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("Show.class"));
            Files.copy(machine.resolve("Show.class"), out);
        }
    }

    /** Sends a signal by the system's shell, as a Java can send but two. Its exit code. */
    private static int kill(String signal, String process) throws Exception {
        return new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + process)
                .start()
                .waitFor();
    }

    /** Waits until the machine has this file, with something in it. */
    private void await(String file) throws Exception {
        for (int i = 0; lines(file) == 0; i++) {
            assertTrue(i < 600, "no " + file);
            Thread.sleep(50);
        }
    }

    /** Runs the launcher with a JDK at hand; it must end well, after so many runs of Maven since the beginning. */
    private Run built(int mavens, String... arguments) throws Exception {
        Run run = sse(Map.of("JAVA_HOME", jdk.toString()), arguments);
        assertEquals(0, run.code, run.err);
        assertEquals(mavens, mavens(), run.err);
        return run;
    }

    private Run sse(Map<String, String> environment, String... arguments) throws Exception {
        return finish("", start("", environment, arguments));
    }

    private Process start(String name, Map<String, String> environment, String... arguments) throws IOException {
        return start(name, workbook.resolve("sse"), environment, arguments);
    }

    private Process start(String name, Path script, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(machine.resolve("bin/sh").toString(), script.toString()));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(machine.resolve("in"), "typed\n");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(machine.resolve("out" + name).toFile())
                .redirectError(machine.resolve("err" + name).toFile());
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.resolve("home").toString());
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Run finish(String name, Process process) throws Exception {
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertTrue(ended, "the launcher hangs");
        return new Run(
                process.exitValue(),
                Files.readString(machine.resolve("out" + name)),
                Files.readString(machine.resolve("err" + name)));
    }

    /** A Java in a folder of the machine that prints its name, its folder and its arguments, a line each. */
    private Path java(String folder, String version, boolean compiler) throws IOException {
        Path home = machine.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"a b\"\n");
        executable(
                home.resolve("bin/java"),
                """
                #!%1$s/bin/sh
                for word; do
                    shift
                    case $word in
                    */launcher/Build.java) set -- "$@" -cp '%4$s' Build; builds=yes ;;
                    *) set -- "$@" "$word" ;;
                    esac
                done
                [ -z "$builds" ] || exec '%5$s/bin/java' "$@"
                case $* in
                -version) echo 'openjdk version "%3$s" 2024-07-16' >&2; exit ;;
                *-XX:ArchiveClassesAtExit*)
                    for word; do
                        case $word in *ArchiveClassesAtExit=*) : >"${word#*=}" ;; esac
                    done
                    echo made >>'%1$s/archives'
                    exit ;;
                esac
                echo '%2$s'
                pwd
                for word; do printf '%%s\\n' "$word"; done
                case $* in
                *' read') read -r line; echo "<$line>" ;;
                *' exit 42') exit 42 ;;
                esac
                """
                        .formatted(machine, folder, version, classes, REAL_JDK));
        if (compiler) {
            executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        }
        return home;
    }

    /** Puts a Maven wrapper into the workbook that notes its run, does as told, and makes what a build makes. */
    private void maven(String doing) throws IOException {
        executable(
                workbook.resolve("mvnw"),
                """
                #!/bin/sh
                echo "$* JAVA_HOME=$JAVA_HOME" >>'%1$s/mavens'
                %2$s
                case $* in
                *exercises/pom.xml*) mkdir -p exercises/target/lib ;;
                *checker/pom.xml*) mkdir -p checker/target/lib && cat '%1$s/jar' >checker/target/checker.jar ;;
                esac
                """
                        .formatted(machine, doing));
    }

    private int mavens() throws IOException {
        return lines("mavens");
    }

    private int archives() throws IOException {
        return lines("archives");
    }

    private int lines(String file) throws IOException {
        Path path = machine.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path).size() : 0;
    }

    private String read(String file) throws IOException {
        return Files.readString(workbook.resolve(file));
    }

    private void later(String file) throws IOException {
        Files.setLastModifiedTime(
                workbook.resolve(file), FileTime.from(Instant.now().plusSeconds(100)));
    }

    /** Gives every source the time it would have had if it had been written long ago. */
    private void earlier() throws IOException {
        FileTime past = FileTime.from(Instant.now().minusSeconds(100));
        try (var files = Files.walk(workbook)) {
            for (Path file :
                    files.filter(path -> !path.toString().contains("target")).toList()) {
                Files.setLastModifiedTime(file, past);
            }
        }
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    /** Null where the system has none: Alpine Linux has no {@code locale}. */
    private static Path systemTool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private record Run(int code, String out, String err) {
        String java() {
            assertEquals(0, code, err);
            return out.lines().findFirst().orElseThrow();
        }

        /** The Java, its folder, and the arguments after {@code -jar checker.jar}. */
        List<String> javaAndArguments() {
            List<String> lines = out.lines().toList();
            List<String> result = new ArrayList<>(lines.subList(0, 2));
            result.addAll(lines.subList(lines.indexOf("-jar") + 2, lines.size()));
            return result;
        }
    }
}
