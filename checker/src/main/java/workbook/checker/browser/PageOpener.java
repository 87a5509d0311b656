package workbook.checker.browser;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens an address in the window of the learner's browser, which stays when the checker ends.
 *
 * @param system as in the system property {@code os.name}
 */
public record PageOpener(String system, Map<String, String> environment) {

    public static PageOpener here() {
        return new PageOpener(System.getProperty("os.name"), System.getenv());
    }

    /**
     * Opens it.
     *
     * @param wish the browser that an option names; else the one that the system opens pages with
     * @return whether there is a screen to show it, and a program that was started
     */
    public boolean open(URI page, Optional<Path> wish) {
        if (wish.isEmpty() && !hasScreen()) {
            return false;
        }
        try {
            new ProcessBuilder(command(page.toString(), wish))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private boolean hasScreen() {
        return system.startsWith("Windows")
                || system.startsWith("Mac")
                || environment.containsKey("DISPLAY")
                || environment.containsKey("WAYLAND_DISPLAY");
    }

    List<String> command(String page, Optional<Path> wish) {
        if (wish.isPresent()) {
            return List.of(wish.get().toString(), page);
        }
        if (system.startsWith("Windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", page);
        }
        return List.of(system.startsWith("Mac") ? "open" : "xdg-open", page);
    }
}
