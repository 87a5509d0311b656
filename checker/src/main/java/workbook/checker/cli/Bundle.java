package workbook.checker.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import workbook.checker.files.Folders;
import workbook.checker.server.Secrets;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** Everything that is needed to report a fault of the checker, in one zip file, without any secret. */
final class Bundle {

    private static final long LONGEST = 2_000_000;

    private final Home home;
    private final Map<String, String> environment;
    private final Map<String, String> texts = new TreeMap<>();

    Bundle(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Adds what the checker keeps, its settings, and the machine it runs on. */
    Bundle machine() throws IOException {
        for (String name : List.of("checker-fault.txt", "build.log", "progress.txt", "report/report.json")) {
            file(name, home.work().resolve(name));
        }
        file("config/workbook.yaml", home.registry());
        file("config/checker.yaml", home.knobs());
        StringBuilder facts = new StringBuilder();
        Stream.of("java.version", "java.vendor", "os.name", "os.version", "os.arch", "stdout.encoding", "user.language")
                .forEach(name -> facts.append(name)
                        .append(": ")
                        .append(System.getProperty(name))
                        .append('\n'));
        Stream.of("LANG", "LC_ALL", "TERM", "JAVA_TOOL_OPTIONS", "https_proxy", "HTTPS_PROXY", "no_proxy")
                .filter(environment::containsKey)
                .forEach(name -> facts.append(name)
                        .append('=')
                        .append(environment.get(name))
                        .append('\n'));
        facts.append("processors: ")
                .append(Runtime.getRuntime().availableProcessors())
                .append('\n');
        texts.put("machine.txt", facts.toString());
        return this;
    }

    /** Adds what the learner wrote in a task. */
    Bundle task(Task task) throws IOException {
        Path source = home.folder(Tree.EXERCISES, task).resolve("src/main");
        if (Files.isDirectory(source)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    file(home.relative(file), file);
                }
            }
        }
        return this;
    }

    private void file(String name, Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
            texts.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
    }

    /** Writes the file and returns the names of its entries. */
    List<String> write(Path zip) throws IOException {
        Folders.replace(zip.toAbsolutePath(), this::pack);
        return List.copyOf(texts.keySet());
    }

    private void pack(Path zip) throws IOException {
        String owner = System.getProperty("user.home");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                entries.putNextEntry(new ZipEntry(text.getKey()));
                String masked = Secrets.masked(text.getValue(), environment);
                entries.write(
                        (owner.length() > 1 ? masked.replace(owner, "~") : masked).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
