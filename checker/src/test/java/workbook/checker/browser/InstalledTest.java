package workbook.checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InstalledTest {

    @TempDir
    private Path folder;

    @Test
    void withoutABrowserOneSentenceSaysHowToGetOne() {
        Installed none = new Installed("Linux", Map.of("PATH", folder.toString()));
        NoBrowser said = assertThrows(NoBrowser.class, () -> none.find(Optional.empty()));
        assertTrue(said.sentence().en().contains("install Chrome, Edge or Chromium"));
        assertTrue(said.sentence().zh().contains("请安装 Chrome、Edge 或 Chromium"));
    }

    @Test
    void aBrowserThatIsNamedMustBeThere() {
        Installed named = new Installed("Linux", Map.of(Installed.VARIABLE, "/no/such/browser"));
        NoBrowser said = assertThrows(NoBrowser.class, () -> named.find(Optional.empty()));
        assertTrue(said.sentence().en().startsWith("/no/such/browser is no program"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theOptionComesBeforeTheVariableAndThatBeforeThePath() throws Exception {
        Path onPath = program("chromium");
        Path variable = program("variable");
        Path option = program("option");
        Map<String, String> path = Map.of("PATH", folder.toString());
        assertEquals(onPath, new Installed("Linux", path).find(Optional.empty()));
        Installed both =
                new Installed("Linux", Map.of("PATH", folder.toString(), Installed.VARIABLE, variable.toString()));
        assertEquals(variable, both.find(Optional.empty()));
        assertEquals(option, both.find(Optional.of(option)));
    }

    private Path program(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
