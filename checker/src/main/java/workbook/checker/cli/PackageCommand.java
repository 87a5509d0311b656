package workbook.checker.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static workbook.checker.text.Text.text;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.checker.workbook.Home;

/** {@code sse package}: makes one file of the commands that need no workbook. */
@Command(name = "package", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {

    @Option(names = "--output", paramLabel = "FILE", defaultValue = "sse.jar")
    private Path output;

    private final Screen screen;

    PackageCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Context.open(screen).home();
        OutputFile.requireWritable(output);
        Path jar = home.root().resolve("checker/target/package/sse.jar");
        Path log = home.work().resolve("package.log");
        requireWritable(home);
        // The launcher builds under the same lock.
        try (FileChannel file = FileChannel.open(home.work().resolve("build.lock"), CREATE, WRITE)) {
            file.lock();
            Files.deleteIfExists(jar);
            if (maven(home, log) != 0 || !Files.exists(jar)) {
                screen.complain(text(
                        "sse.jar could not be made; %s says why. The first time needs the network, for a plugin of Maven.",
                        "无法生成 sse.jar，原因见 %s。第一次需要联网下载一个 Maven 插件。", log));
                return ExitCode.NO_SERVER.code();
            }
            Files.copy(jar, output, StandardCopyOption.REPLACE_EXISTING);
        }
        screen.say(text(
                "%s: %d KB, SHA-256 %s\nTry it: java -jar %1$s probe http://127.0.0.1:8080/events",
                "%s：%d KB，SHA-256 %s\n试一试：java -jar %1$s probe http://127.0.0.1:8080/events",
                output,
                Files.size(output) / 1024,
                sha256(output)));
        return ExitCode.PASSED.code();
    }

    /** The jar is built in the workbook, wherever it goes then. */
    private static void requireWritable(Home home) {
        if (!OutputFile.isWritableFolder(home.work())) {
            throw new UsageFault(text(
                    "%s cannot be written. Make it writable, or copy the workbook to a folder of your own.",
                    "%s 不可写。请让它可写，或把练习册复制到自己的目录。", home.root()));
        }
    }

    private static int maven(Home home, Path log) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", ".\\mvnw.cmd") : List.of("sh", "./mvnw"));
        command.addAll(
                List.of("-B", "-q", "-Dmaven.test.skip=true", "-Dcommit=" + commit(home), "-f", "checker/pom.xml"));
        command.addAll(List.of("-P", "package", "package"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        maven.getOutputStream().close();
        return EarlyEnd.during(
                maven::waitFor, () -> maven.descendants().forEach(ProcessHandle::destroy), Duration.ZERO);
    }

    /** The commit of which the jar is made; with a mark if files have changed since. */
    private static String commit(Home home) throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=10", "--dirty=-changed")
                    .directory(home.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String commit = new String(git.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !commit.isEmpty() ? commit : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
