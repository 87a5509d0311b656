package workbook.checker.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cut anywhere, an answer reads the same. */
class AnswerReaderTest {

    private static final class Read implements AnswerReader.Receiver {
        private final StringBuilder all = new StringBuilder();

        @Override
        public void head(AnswerHead head) {
            all.append(head.status()).append(' ');
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            all.append(new String(bytes, from, to - from, ISO_8859_1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~1;a=b~!~0~X: y~~ | 200 hello! | true",
                "HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~00A~0123456789~ | 200 0123456789 | false",
                "HTTP/1.1 200 OK~transfer-encoding: gzip, chunked~~0~~ | 200 | true",
                "HTTP/1.1 202 Accepted~Content-Length: 2~~ok | 202 ok | true",
                "HTTP/1.1 204~~ | 204 | true",
                "HTTP/1.1 503 Service Unavailable~content-length: 0~~ | 503 | true",
                "HTTP/1.0 200 OK~~anything | 200 anything | false",
                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 1~~x | 200 x | true"
            })
    void reads(String wire, String wanted, boolean ended) throws Exception {
        byte[] bytes = wire.replace("~", "\r\n").getBytes(ISO_8859_1);
        for (int piece = 1; piece <= bytes.length; piece++) {
            Read read = new Read();
            AnswerReader reader = new AnswerReader(read);
            for (int at = 0; at < bytes.length; at += piece) {
                reader.read(bytes, at, Math.min(bytes.length, at + piece));
            }
            assertEquals(wanted, read.all.toString().strip());
            assertEquals(ended, reader.ended());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-OpenSSH~~ | not HTTP/1.1: SSH-2.0-OpenSSH",
                "HTTP/1.1 200 OK~Content-Length: many~~ | Content-Length: many",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~data: x~ | no size of a chunk",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~abc~ | a chunk longer than its size"
            })
    void refuses(String wire, String words) {
        byte[] bytes = wire.replace("~", "\r\n").getBytes(ISO_8859_1);
        BadAnswer bad = assertThrows(BadAnswer.class, () -> new AnswerReader(new Read()).read(bytes, 0, bytes.length));
        assertTrue(bad.getMessage().contains(words), bad::getMessage);
    }
}
