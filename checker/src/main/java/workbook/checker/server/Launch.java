package workbook.checker.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a program into the process to start: its command line, folder and environment. */
final class Launch {

    private Launch() {}

    /**
     * The process for a program.
     *
     * @param port to listen on; 0 where the program may choose
     * @param settings overridden keys of {@code application.yaml}
     * @throws ServerException if it does not compile
     */
    static ProcessBuilder of(Program program, int port, Map<String, String> settings, LaunchOptions options)
            throws ServerException {
        return switch (program) {
            case Program.JavaFolder java -> java(java, port, settings, options);
            case Program.ShellCommand shell -> shell(shell, port, settings);
        };
    }

    private static ProcessBuilder java(
            Program.JavaFolder program, int port, Map<String, String> settings, LaunchOptions options)
            throws ServerException {
        Path classes = TaskCompiler.compile(program);
        List<Path> classPath = new ArrayList<>(TaskCompiler.libraries(program));
        classPath.add(classes);
        classPath.add(program.folder().resolve("src/main/resources"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.jvm());
        command.addAll(ServerArchive.options(program));
        // A JVM that crashes leaves a report, which does not belong between the learner's files.
        command.add("-XX:ErrorFile=" + program.work().resolve("jvm-crash-%p.log"));
        command.add("-Dserver.port=" + port);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(TaskCompiler.classPath(classPath));
        command.add("workbook.Main");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(program.folder().toFile());
        clean(builder.environment());
        return builder;
    }

    private static ProcessBuilder shell(Program.ShellCommand program, int port, Map<String, String> settings) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        ProcessBuilder builder = windows
                ? new ProcessBuilder("cmd.exe", "/c", program.line())
                : new ProcessBuilder("/bin/sh", "-c", program.line());
        builder.directory(program.directory().toFile());
        Map<String, String> environment = builder.environment();
        clean(environment);
        environment.put("PORT", Integer.toString(port));
        settings.forEach((key, value) -> environment.put(environmentName(key), value));
        return builder;
    }

    /** {@code heartbeat.interval} becomes {@code HEARTBEAT_INTERVAL}. */
    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** A server under test gets no secrets of the person who runs the checker. */
    private static void clean(Map<String, String> environment) {
        environment.entrySet().removeIf(variable -> Secrets.isOne(variable.getKey(), variable.getValue()));
        environment.put("MODEL_KEY", "key-of-the-checker");
    }
}
