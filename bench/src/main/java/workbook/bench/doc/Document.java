package workbook.bench.doc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with hand-written prose and measured figures, which stand between two marks. */
public record Document(Path file) {

    private static final String END = "<!-- end -->";

    public void put(String name, String figures) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), name, figures));
    }

    static String replaced(String text, String name, String figures) {
        String mark = "<!-- measured: " + name + " -->\n";
        int begin = text.indexOf(mark);
        int end = begin < 0 ? -1 : text.indexOf(END, begin);
        if (end < 0) {
            throw new IllegalStateException("the document has no part between " + mark.strip() + " and " + END);
        }
        return text.substring(0, begin + mark.length()) + figures.strip() + "\n" + text.substring(end);
    }
}
