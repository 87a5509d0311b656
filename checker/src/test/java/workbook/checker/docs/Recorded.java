package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The parts of a document that a test writes. They stand between {@code <!-- recorded: NAME -->} and
 * {@code <!-- end -->}. To write them again, and then read the difference:
 *
 * <pre>
 * ./mvnw -pl checker test -Dtest=ReadmesTest -Dgolden.record=true
 * </pre>
 */
public record Recorded(Path file, String name) {

    static boolean recording() {
        return Boolean.getBoolean("golden.record");
    }

    /** What is there must be what the test has now. */
    public void verify(String now) {
        verify(now, UnaryOperator.identity());
    }

    /** The same; {@code stable} takes away what differs from run to run. */
    void verify(String now, UnaryOperator<String> stable) {
        String text = text();
        String wanted = "\n" + now.strip() + "\n";
        if (stable.apply(part(text)).equals(stable.apply(wanted))) {
            return;
        }
        if (recording()) {
            write(text.substring(0, start(text)) + wanted + text.substring(end(text)));
            return;
        }
        assertEquals(
                stable.apply(wanted),
                stable.apply(part(text)),
                () -> file.getFileName() + ", recorded: " + name + " is out of date ("
                        + "-Dgolden.record=true writes it again)");
    }

    private String part(String text) {
        return text.substring(start(text), end(text));
    }

    private int start(String text) {
        String mark = "<!-- recorded: " + name + " -->";
        assertTrue(text.contains(mark), () -> file.getFileName() + " has no line " + mark);
        return text.indexOf(mark) + mark.length();
    }

    private int end(String text) {
        int end = text.indexOf("<!-- end -->", start(text));
        assertTrue(end >= 0, () -> file.getFileName() + " has no <!-- end --> behind recorded: " + name);
        return end;
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
