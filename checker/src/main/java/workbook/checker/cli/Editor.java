package workbook.checker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import workbook.checker.files.ProgramPath;

/**
 * The editor of the person at the keyboard.
 *
 * @param words the program and what is always said to it
 */
record Editor(List<String> words) {

    private static final Set<String> CODE = Set.of("code", "code-insiders", "codium", "vscodium", "cursor");
    private static final Set<String> COLON = Set.of("subl", "zed", "hx", "helix");
    private static final Set<String> PLUS =
            Set.of("vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "kak", "gedit");
    private static final Set<String> JETBRAINS = Set.of("idea", "idea64", "pycharm", "goland", "webstorm");

    /** Those that have a window of their own. Any other may need the terminal, as those do that Git starts. */
    private static final Set<String> WINDOWS = Set.of("subl", "zed", "gvim", "gedit");

    /** The editor that VISUAL or EDITOR names, else VS Code where it is installed. */
    static Optional<Editor> of(Map<String, String> environment) {
        return Stream.of("VISUAL", "EDITOR")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line ->
                        new Editor(Files.isExecutable(Path.of(line)) ? List.of(line) : List.of(line.split("\\s+"))))
                .or(() -> ProgramPath.of(environment).find("code").map(code -> new Editor(List.of(code.toString()))));
    }

    private String name() {
        String file = Path.of(words.getFirst()).getFileName().toString().toLowerCase(Locale.ROOT);
        return file.replaceFirst("\\.(exe|cmd|bat)$", "");
    }

    /** Whether it has a window of its own, so that nobody waits for it. */
    boolean besides() {
        return CODE.contains(name()) || JETBRAINS.contains(name()) || WINDOWS.contains(name());
    }

    /** The command line that opens a file at a line; without the line where it is not known how to say it. */
    List<String> command(Path file, int line) {
        return Stream.concat(words.stream(), place(file, line).stream()).toList();
    }

    private List<String> place(Path file, int line) {
        String name = name();
        if (CODE.contains(name)) {
            return List.of("--goto", file + ":" + line);
        }
        if (COLON.contains(name)) {
            return List.of(file + ":" + line);
        }
        if (PLUS.contains(name)) {
            return List.of("+" + line, file.toString());
        }
        if (JETBRAINS.contains(name)) {
            return List.of("--line", Integer.toString(line), file.toString());
        }
        return List.of(file.toString());
    }

    /**
     * Opens a file: beside the terminal at once, or in it until the person has left the editor.
     *
     * @throws IOException if the program cannot be started
     */
    void open(Path file, int line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(file, line));
        if (besides()) {
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
        } else {
            builder.inheritIO().start().waitFor();
        }
    }
}
