package workbook.checker.workbook;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code predict.txt} as the learner filled it in: the lines of a stream. It does not know what really came.
 *
 * @param lines without their line ends; an empty one is a blank line of the stream
 */
public record PredictionSheet(List<String> lines) {

    public static final String FILE = "predict.txt";

    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_LINES = 300;

    /** Whether nothing was predicted. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * Reads the lines below the explanation, whose own lines begin with #. A visible {@code \n} at the end of a line
     * stands for that line's end.
     *
     * @throws ConfigFault if the file exists and cannot be a prediction
     */
    public static PredictionSheet read(Path file) {
        if (Files.notExists(file)) {
            return new PredictionSheet(List.of());
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw tooLong(file);
            }
            return of(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw ConfigFault.in(
                    file, text("its bytes are not UTF-8; save it as UTF-8", "文件不是 UTF-8 编码；请另存为 UTF-8"), e);
        } catch (IOException e) {
            throw ConfigFault.in(file, text("cannot be read (%s)", "无法读取（%s）", e), e);
        }
    }

    private static PredictionSheet of(Path file, String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.replaceFirst("^\ufeff", "").lines().toList()) {
            String shown = line.replaceFirst("\\s*\\\\n\\s*$", "");
            boolean blank = shown.isBlank();
            if (!line.startsWith("#") && !(lines.isEmpty() && blank)) {
                lines.add(blank ? "" : shown);
            }
        }
        oneBlankAtTheEnd(lines);
        if (lines.size() > MOST_LINES) {
            throw tooLong(file);
        }
        return new PredictionSheet(List.copyOf(lines));
    }

    /** Keeps one empty line at the end of several, because an editor shows no difference. */
    private static void oneBlankAtTheEnd(List<String> lines) {
        while (lines.size() > 1
                && lines.getLast().isEmpty()
                && lines.get(lines.size() - 2).isEmpty()) {
            lines.removeLast();
        }
    }

    private static ConfigFault tooLong(Path file) {
        return ConfigFault.in(
                file,
                text("it is longer than any stream of this task: at most %d lines", "它比这个任务的任何流都长：最多 %d 行", MOST_LINES),
                null);
    }
}
