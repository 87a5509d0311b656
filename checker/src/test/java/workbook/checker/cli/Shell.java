package workbook.checker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import workbook.checker.QuickStart;

/** The command line as a person runs it: a process of its own, which can see the classes of the tests. */
final class Shell {

    /** How a command ended, and what it wrote where. */
    record Run(int code, String out, String err) {
        @Override
        public String toString() {
            return "exit %d%n--- stdout%n%s--- stderr%n%s".formatted(code, out, err);
        }
    }

    private static final List<String> LOCALE = List.of("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM");

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> jvm = new ArrayList<>();

    private Shell(Path home) {
        this.home = home;
    }

    /** A shell in UTF-8 and English whose output is no terminal, in the folder of a workbook. */
    static Shell in(Path home) {
        return new Shell(home).with("LC_ALL", "C.UTF-8");
    }

    Shell with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs the command as the launcher does on a terminal of this width. */
    Shell onTerminal(int columns) {
        jvm.add("-Dsse.terminals=out err");
        jvm.add("-Dsse.columns=" + columns);
        return this;
    }

    Run sse(String... arguments) {
        try {
            Process process = start(arguments);
            process.getOutputStream().close();
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            String out = read(process.getInputStream());
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + List.of(arguments));
            }
            return new Run(process.exitValue(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the command for a test that ends it itself. */
    Process start(String... arguments) throws IOException {
        return start(command(arguments));
    }

    /** The same on a terminal of its own, behind a program that has one to give. */
    Process startBehind(List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(command(arguments));
        return start(command);
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QuickStart.OPTIONS);
        command.addAll(jvm);
        command.addAll(List.of("-Dworkbook.home=" + home, "workbook.checker.cli.Sse"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeAll(LOCALE);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String read(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
