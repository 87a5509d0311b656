package workbook.checker.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders in which the system looks for programs.
 *
 * @param folders those of PATH that are absolute, in its order
 * @param endings what may be left out of a name: on Windows the endings of PATHEXT, elsewhere none
 */
public record ProgramPath(List<Path> folders, List<String> endings) {

    /** The path of this process. */
    public static ProgramPath here() {
        return of(System.getenv());
    }

    /** Reads the path of an environment. Windows writes the names of its variables in any case. */
    public static ProgramPath of(Map<String, String> environment) {
        List<Path> folders = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(value(environment, "PATH"))
                .flatMap(ProgramPath::folder)
                .toList();
        Stream<String> endings = Arrays.stream(value(environment, "PATHEXT").split(";"));
        return new ProgramPath(
                folders, Stream.concat(Stream.of(""), endings).distinct().toList());
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .min((one, other) -> Boolean.compare(
                        other.getKey().equals(name), one.getKey().equals(name)))
                .map(Map.Entry::getValue)
                .orElse("");
    }

    private static Stream<Path> folder(String text) {
        try {
            Path folder = Path.of(text);
            return folder.isAbsolute() ? Stream.of(folder) : Stream.empty();
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /** Returns a path with more folders, which are searched last. */
    public ProgramPath with(List<String> more) {
        return new ProgramPath(
                Stream.concat(folders.stream(), more.stream().flatMap(ProgramPath::folder))
                        .toList(),
                endings);
    }

    /** Returns the program of this name that the system would start. */
    public Optional<Path> find(String name) {
        return folders.stream()
                .flatMap(folder -> endings.stream().map(ending -> folder.resolve(name + ending)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
