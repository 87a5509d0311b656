package workbook.checker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static workbook.checker.http.SampleAnswers.byteByByte;
import static workbook.checker.http.SampleAnswers.crlf;
import static workbook.checker.http.SampleAnswers.parse;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import workbook.checker.http.SampleAnswers.Parsed;

/** What is understood must not depend on how the network cut it. */
class CutIntoReadsTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    static final List<String> ANSWERS = List.of(
            CHUNKED + "6\r\ndata:a\r\n2;x=y\r\n\n\n\r\n0\r\nT: 1\r\n\r\n",
            CHUNKED + "6\r\ndata:a\r\n",
            CHUNKED + "6\r\ndata:a too long\r\n0\r\n\r\n",
            CHUNKED + "6\r\ndata:a\rx",
            CHUNKED + "data: not chunked at all\n\n",
            CHUNKED + "short\n\n",
            CHUNKED + "\r\n",
            CHUNKED + "6\ndata:a\n0\n\n",
            CHUNKED + "5   \r\nhello\r\n0\r\n\n",
            CHUNKED + "5               ;x\r\nhello\r\n0\r\n\r\nsurplus",
            CHUNKED + "fffffffffffffffff\r\n",
            CHUNKED + "8000000000000000\r\n",
            CHUNKED + "0\r\nno trailer\r\n\r\n",
            crlf(
                    """
            HTTP/1.1 100 Continue

            HTTP/1.1 200 OK
            Content-Length: 5

            hello"""),
            "HTTP/1.1 200 OK\nContent-Length: 5\nX: a\n b\nY:\n\nhello world",
            "HTTP/1.0 200 OK\r\nServer: old\r\n\r\nuntil close",
            "HTTP/1.1 204\r\n\r\nsurplus",
            "HTTP/1.1 2OO OK\r\n\r\n",
            "<html>no status</html>",
            "HTT",
            "hi",
            "\n",
            "\u0015\u0003\u0003\u0000\u0002\u0002\u0046",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n");

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void whole_byte_by_byte_and_split_anywhere_say_the_same(String answer) {
        Bytes bytes = Bytes.ofLatin1(answer);
        Parsed whole = parse("GET", List.of(bytes));

        assertEquals(whole, parse("GET", byteByByte(bytes)), "byte by byte");
        for (int i = 1; i < bytes.size(); i++) {
            Parsed split = parse("GET", List.of(bytes.slice(0, i), bytes.slice(i, bytes.size())));
            assertEquals(whole, split, "split at " + i);
        }
    }
}
