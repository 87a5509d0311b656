package workbook.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import workbook.checker.server.Program;
import workbook.checker.workbook.Home;

/**
 * A workbook in a folder of a test, with one task: 8.1, whose check class is {@code task8_1.VerdictsChecks} of the tests. Its
 * exercise is what a test says.
 */
public final class SmallWorkbook {

    private static final String REGISTRY =
            """
            workbook: "1"
            chapters:
              - number: 8
                title: {en: Of the tests, zh: 测试用}
                tasks:
                  - {id: "8.1", slug: verdicts, title: {en: Verdicts, zh: 判定}}
            order:
              - tasks: ["8.1"]
                outcome: {en: Nothing., zh: 无。}
            """;

    private static final String KNOBS =
            """
            clock:
              factor: 10
            limits:
              start: PT20S
              answer: PT5S
              stop: PT3S
              slack: PT0.3S
            """;

    private static final String MAIN =
            """
            package workbook;

            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            import java.nio.file.*;
            import java.util.*;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    %s
                }

                static int port() {
                    return Integer.getInteger("server.port", 0);
                }

                /** Answers 200 to everything; but /halt ends the process with 7. */
                static int serve(int port) throws Exception {
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                    server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
                    server.createContext("/", exchange -> {
                        String path = exchange.getRequestURI().getPath();
                        if (path.equals("/halt")) {
                            Runtime.getRuntime().halt(7);
                        }
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
                    server.start();
                    return server.getAddress().getPort();
                }
            }
            """;

    private final Path root;

    private SmallWorkbook(Path root) {
        this.root = root;
    }

    /** Lays it out in an empty folder. */
    public static SmallWorkbook in(Path folder) {
        try {
            SmallWorkbook workbook = new SmallWorkbook(folder.toRealPath());
            workbook.write("config/workbook.yaml", REGISTRY);
            workbook.write("config/checker.yaml", KNOBS);
            Path jar = workbook.root.resolve("exercises/target/lib/empty.jar");
            Files.createDirectories(jar.getParent());
            new JarOutputStream(Files.newOutputStream(jar)).close();
            workbook.exercise("System.out.println(\"listening on http://127.0.0.1:\" + serve(port()));");
            return workbook;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }

    public Home home() {
        return new Home(root);
    }

    public Path folder() {
        return root.resolve("exercises/8.1-verdicts");
    }

    public Path mainFile() {
        return folder().resolve("src/main/java/workbook/Main.java");
    }

    /** Makes these lines the main method of the exercise. They may use serve(port) and port(). */
    public SmallWorkbook exercise(String body) {
        write("exercises/8.1-verdicts/src/main/java/workbook/Main.java", MAIN.formatted(body));
        return this;
    }

    public Program.JavaFolder program() {
        return new Program.JavaFolder(folder(), root.resolve("exercises/target/lib"), root.resolve(".sse"));
    }

    public Program.ShellCommand shell(String line) {
        return new Program.ShellCommand(line, root);
    }

    public void write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a file; there must be something to change. */
    public void replace(String file, String from, String to) {
        String text = read(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no \"" + from + "\"");
        }
        write(file, text.replace(from, to));
    }

    public String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The living processes that were started in a folder of this workbook, by whomever, as their command lines. */
    public List<String> processes() {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.current()
                    .descendants()
                    .map(handle -> handle.info().commandLine().orElse("?"))
                    .toList();
        }
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(this::worksHere)
                    .map(SmallWorkbook::commandLine)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean worksHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(root);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException gone) {
            return process + " is ending";
        }
    }
}
