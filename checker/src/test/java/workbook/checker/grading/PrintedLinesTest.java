package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {

    private static final String NO_FILE =
            """
            12:00:01 WARNING io.helidon.webserver.http.HttpRouting unhandled
            java.lang.IllegalStateException: the watcher is gone
            \tat java.base/java.util.Objects.requireNonNull(Objects.java:220)
            \tat workbook.LogFile.read(LogFile.java:31)
            \tat io.helidon.webserver.http.Filters.call(Filters.java:12)
            Caused by: java.nio.file.NoSuchFileException: app.log
            \tat java.base/sun.nio.fs.UnixException.translate(UnixException.java:92)
            \tat workbook.LogFile.open(LogFile.java:77)
            \t... 12 more
            """;

    @Test
    void anExceptionComesWithItsFramesInTheLearnersFilesOnly() {
        assertEquals(
                List.of(
                        "java.lang.IllegalStateException: the watcher is gone",
                        "    …",
                        "    at workbook.LogFile.read(LogFile.java:31)",
                        "Caused by: java.nio.file.NoSuchFileException: app.log",
                        "    …",
                        "    at workbook.LogFile.open(LogFile.java:77)",
                        "12:00:01 WARNING io.helidon.webserver.http.HttpRouting unhandled"),
                PrintedLines.of(NO_FILE));
    }

    @Test
    void oneOfTheLearnersCodeComesBeforeALaterOneOfAClientThatLeft() {
        String left =
                """
                java.io.UncheckedIOException: java.net.SocketException: Broken pipe
                \tat workbook.LogService.write(LogService.java:20)
                """;
        List<String> lines = PrintedLines.of(NO_FILE + left);
        assertEquals("java.lang.IllegalStateException: the watcher is gone", lines.getFirst());
        assertTrue(lines.indexOf("java.io.UncheckedIOException: java.net.SocketException: Broken pipe") > 4);
    }

    @Test
    void theSameExceptionOfEachRequestStandsThereOnce() {
        assertEquals(
                PrintedLines.of(NO_FILE).subList(0, 6),
                PrintedLines.of(NO_FILE.repeat(40)).subList(0, 6));
        assertEquals(PrintedLines.MOST, PrintedLines.of(NO_FILE.repeat(40)).size());
    }

    @Test
    void withoutAnExceptionTheLastLinesStandThere() {
        String debug = IntStream.range(0, 50).mapToObj(n -> "tick " + n + "\n").collect(Collectors.joining());
        assertEquals(IntStream.range(38, 50).mapToObj(n -> "tick " + n).toList(), PrintedLines.of(debug));
        assertEquals(List.of(), PrintedLines.of("\n \n"));
    }

    @Test
    void anErrorOfNodeKeepsItsMessageAndTheFramesOfItsFiles() {
        String node =
                """
                TypeError: Cannot read properties of undefined (reading 'id')
                    at Server.<anonymous> (/home/me/server.js:12:9)
                    at Server.emit (node:events:517:28)
                    at parserOnIncoming (node:_http_server:1130:12)
                """;
        assertEquals(
                List.of(
                        "TypeError: Cannot read properties of undefined (reading 'id')",
                        "    at Server.<anonymous> (/home/me/server.js:12:9)"),
                PrintedLines.of(node));
    }

    @Test
    void aWordThatLooksLikeAnExceptionIsNone() {
        assertEquals(List.of("Error in my head", "next"), PrintedLines.of("Error in my head\nnext\n"));
    }
}
