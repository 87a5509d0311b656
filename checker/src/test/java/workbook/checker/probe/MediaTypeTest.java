package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of "extract a MIME type" in the Fetch standard, and what event streams bring. */
class MediaTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    text/event-stream                                       | text/event-stream |
                    Text/Event-Stream ; Charset="UTF-8"                     | text/event-stream | utf-8
                    text/event-stream; charset=                             | text/event-stream |
                    text/event-stream, text/event-stream;charset=utf-8      | text/event-stream | utf-8
                    text/plain;charset=gbk, text/html                       | text/html         |
                    text/html;charset=gbk;a=b, text/html;x=y                | text/html         | gbk
                    text/html;charset=gbk, x/x, text/html;x=y               | text/html         |
                    text/html, cannot-parse                                 | text/html         |
                    text/html, */*                                          | text/html         |
                    text/event-stream;x="a, text/html"                      | text/event-stream |
                    """)
    void aBrowserTakesTheLastOfThem(String received, String essence, String charset) {
        MediaType taken = MediaType.extracted(MediaType.all(List.of(received))).orElseThrow();
        assertEquals(essence, taken.essence());
        assertEquals(Optional.ofNullable(charset), taken.charset());
    }

    @Test
    void severalFieldsAreOneList() {
        List<String> fields = List.of("text/html", "text/event-stream; charset=utf-8");
        assertEquals(2, MediaType.all(fields).size());
        assertEquals(
                "text/event-stream",
                MediaType.extracted(MediaType.all(fields)).orElseThrow().essence());
        assertEquals(Optional.empty(), MediaType.extracted(MediaType.all(List.of("", "nothing"))));
    }
}
