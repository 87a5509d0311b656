package workbook.checker.browser;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.files.ProgramPath;

/**
 * Finds the learner's own browser, one that speaks the protocol of Chrome's developer tools.
 *
 * @param system as in the system property {@code os.name}
 */
record Installed(String system, Map<String, String> environment) {

    /** Names a browser where no option does. */
    static final String VARIABLE = "SSE_BROWSER";

    private static final List<String> NAMES = List.of(
            "google-chrome",
            "google-chrome-stable",
            "chromium",
            "chromium-browser",
            "microsoft-edge",
            "microsoft-edge-stable",
            "chrome",
            "msedge");

    private static final List<String> APPLICATIONS = List.of("Google Chrome", "Chromium", "Microsoft Edge");

    private static final List<String> WINDOWS = List.of(
            "Google/Chrome/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
            "Chromium/Application/chrome.exe");

    static Installed here() {
        return new Installed(System.getProperty("os.name"), System.getenv());
    }

    /**
     * The browser to use.
     *
     * @param wish what the option names
     * @throws NoBrowser if there is none, or the one that is named is not there
     */
    Path find(Optional<Path> wish) throws NoBrowser {
        Optional<String> named = wish.map(Path::toString)
                .or(() -> Optional.of(environment.getOrDefault(VARIABLE, "")))
                .filter(path -> !path.isBlank());
        if (named.isPresent()) {
            return named.map(Installed::path)
                    .filter(Installed::startable)
                    .orElseThrow(() -> NoBrowser.named(named.get()));
        }
        return candidates().filter(Installed::startable).findFirst().orElseThrow(NoBrowser::installed);
    }

    private Stream<Path> candidates() {
        if (system.startsWith("Windows")) {
            return Stream.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
                    .map(name -> environment.getOrDefault(name, ""))
                    .filter(folder -> !folder.isEmpty())
                    .flatMap(folder -> WINDOWS.stream().map(file -> Path.of(folder, file)));
        }
        Stream<Path> onPath = ProgramPath.of(environment).folders().stream()
                .flatMap(folder -> NAMES.stream().map(folder::resolve));
        return system.startsWith("Mac") ? Stream.concat(applications(), onPath) : onPath;
    }

    private Stream<Path> applications() {
        return Stream.of("/Applications", environment.getOrDefault("HOME", "") + "/Applications")
                .flatMap(folder ->
                        APPLICATIONS.stream().map(name -> Path.of(folder, name + ".app", "Contents", "MacOS", name)));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return Path.of("");
        }
    }

    private static boolean startable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
