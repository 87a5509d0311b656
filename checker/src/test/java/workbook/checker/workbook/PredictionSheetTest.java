package workbook.checker.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner writes into predict.txt, and what is read of it. */
class PredictionSheetTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(PredictionSheet.FILE);
    }

    @Test
    void onlyAnExplanationIsNoPrediction() throws IOException {
        assertTrue(PredictionSheet.read(file).isEmpty());
        assertTrue(read("# What comes?\n# 会收到什么？\n\n  \n").isEmpty());
        assertTrue(read("").isEmpty());
        assertTrue(read("\ufeff# saved by an editor of Windows\r\n\r\n").isEmpty());
    }

    @Test
    void visibleAndInvisibleLineEndsAreTheSame() throws IOException {
        List<String> lines = List.of("data: a", "", "data: b", "");
        assertEquals(lines, read("# ?\n\ndata: a\n\ndata: b\n\n").lines());
        assertEquals(lines, read("# ?\ndata: a\\n\n\\n\ndata: b \\n\n\\n\n").lines());
        assertEquals(lines, read("data: a\r\n\r\ndata: b\r\n\r\n\r\n\r\n").lines());
    }

    @Test
    void aSpaceAtTheBeginCounts() throws IOException {
        assertEquals(List.of(" data:  a"), read(" data:  a").lines());
    }

    @Test
    void whatCannotBeOneIsSaidInASentence() throws IOException {
        assertFault("its bytes are not UTF-8; save it as UTF-8", new byte[] {'a', (byte) 0xff});
        assertFault(
                "it is longer than any stream of this task: at most 300 lines",
                "a\n".repeat(301).getBytes());
        assertFault("it is longer than any stream of this task: at most 300 lines", new byte[1 << 20]);
        Files.delete(file);
        Files.createDirectory(file);
        ConfigFault fault = assertThrows(ConfigFault.class, () -> PredictionSheet.read(file));
        assertTrue(fault.complaint().en().startsWith("cannot be read ("), fault::getMessage);
    }

    private void assertFault(String sentence, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        ConfigFault fault = assertThrows(ConfigFault.class, () -> PredictionSheet.read(file));
        assertEquals(sentence, fault.complaint().en());
    }

    private PredictionSheet read(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return PredictionSheet.read(file);
    }
}
