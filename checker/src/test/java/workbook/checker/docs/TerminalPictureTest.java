package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.workbook.Home;

/** The pictures on the first screen of the READMEs are drawn from the run that is recorded there. */
class TerminalPictureTest {

    private static final Home HOME = Home.find();

    @ParameterizedTest
    @CsvSource({"README.md, en, light", "README.md, en, dark", "README.zh-CN.md, zh, light", "README.zh-CN.md, zh, dark"
    })
    void itIsDrawnFromTheRecordedRun(String readme, String language, String theme) throws IOException {
        String text = Files.readString(HOME.root().resolve(readme));
        int begin = text.indexOf("```text\n", text.indexOf("<!-- recorded: failing -->")) + "```text\n".length();
        List<String> lines =
                text.substring(begin, text.indexOf("\n```", begin)).lines().toList();
        String svg = new TerminalPicture(lines, theme.equals("dark")).svg(lines.getFirst());
        String name = "docs/pictures/check." + language + "." + theme + ".svg";
        assertTrue(text.contains(name), () -> readme + " shows no " + name);
        assertFalse(svg.contains("\u001b"), svg);
        Path file = HOME.root().resolve(name);
        if (Recorded.recording()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, svg);
        }
        assertEquals(svg, Files.readString(file), () -> name + " is out of date (-Dgolden.record=true draws it again)");
    }
}
