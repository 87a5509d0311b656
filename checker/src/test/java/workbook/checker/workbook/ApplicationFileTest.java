package workbook.checker.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationFileTest {

    @TempDir
    Path folder;

    @Test
    void tellsTheTextsOfAList() throws IOException {
        assertEquals(List.of("one: 1", "二", "a \"b\""), texts("feed:\n  items: ['one: 1', 二, 'a \"b\"']\n"));
    }

    @Test
    void knowsNothingOfWhatTheFileDoesNotSay() throws IOException {
        assertEquals(List.of(), texts("feed: {interval: PT1S}\n"));
        assertEquals(List.of(), texts("feed:\n  items: [\"${other}\"]\n"));
        assertEquals(List.of(), texts("feed:\n  items: {0: one}\n"));
        assertEquals(List.of(), texts("feed:\n\titems: [no, yaml"));
        assertEquals(List.of(), texts(""));
        assertEquals(List.of(), new ApplicationFile(folder.resolve("missing")).texts("feed.items"));
    }

    private List<String> texts(String yaml) throws IOException {
        return new ApplicationFile(Files.writeString(folder.resolve("application.yaml"), yaml)).texts("feed.items");
    }
}
