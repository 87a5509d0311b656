package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.Bytes;

class UnaskedTest {

    private static void judged(String bytes, boolean wrong, boolean forSure) {
        assertEquals(wrong, Unasked.isWrong(Bytes.ofLatin1(bytes)));
        assertEquals(forSure, Unasked.isWrongForSure(Bytes.ofLatin1(bytes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", "\n", "\r\n\r\n", "HTTP/1.1 408 Request Timeout\r\n\r\n", "\r\nHTTP/1.0 408 \r\n"})
    void nothingThatMatters(String bytes) {
        judged(bytes, false, false);
    }

    /** It may yet become the farewell of a server that has waited for long enough. */
    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1", "\r\nHTTP/1.0 40"})
    void theBeginOfATimeout(String bytes) {
        judged(bytes, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "0\r\n\r\n", "\r\n0", "data: 1\n\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 4080"})
    void bytesThatNobodyAskedFor(String bytes) {
        judged(bytes, true, true);
    }
}
