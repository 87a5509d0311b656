package workbook.bench.peers;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the servers run.
 *
 * @param workbook its folder
 * @param java the program that runs those in Java
 * @param core the one core that a server may use; empty where a process cannot be held to one
 */
public record Place(Path workbook, Path java, Optional<String> core) {

    /** Options that are the same for all JVMs. */
    public static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx2g");

    /** The limit of clients, above what any run needs: refusals are not what is measured. */
    static final int PLACES = 12_000;

    /** Environment variables for the peers in {@code peers/}. */
    static final Map<String, String> SETTINGS = Map.of("BROADCAST_MAX_CLIENTS", Integer.toString(PLACES));

    public static Place of(Path workbook, Optional<String> core) {
        return new Place(workbook, Path.of(System.getProperty("java.home"), "bin", "java"), core);
    }

    public Path folder(String name) {
        return workbook.resolve(name);
    }

    /** A JVM with these options and arguments. Its class path consists of folders of the workbook. */
    public List<String> jvm(List<String> classPath, String... more) {
        String paths = String.join(
                File.pathSeparator,
                classPath.stream()
                        .map(path -> workbook.resolve(path).toString())
                        .toList());
        return Stream.of(Stream.of(java.toString()), JVM.stream(), Stream.of("-cp", paths), Stream.of(more))
                .flatMap(words -> words)
                .toList();
    }

    /** Holds a command to the core. */
    public List<String> held(List<String> command) {
        return core.map(number -> Stream.concat(Stream.of("taskset", "-c", number), command.stream())
                        .toList())
                .orElse(command);
    }
}
