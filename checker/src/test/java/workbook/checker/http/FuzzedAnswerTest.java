package workbook.checker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workbook.checker.Fuzz;

/** HTTP answers, spoilt: each has an end with a reason, and the cutting into reads changes nothing. */
class FuzzedAnswerTest {

    private static final List<byte[]> WORDS = Stream.of(
                    "\r\n",
                    "\n",
                    "\r\n\r\n",
                    "0\r\n\r\n",
                    "ffffffff\r\n",
                    "7fffffffffffffff\r\n",
                    "-1\r\n",
                    ";x=\"y\"",
                    "Content-Length: 5\r\n",
                    "Content-Length: 99999999999999999999\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: gzip, chunked\r\n",
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    "HTTP/9.9 ",
                    " ",
                    "\t",
                    ":",
                    "\0")
            .map(word -> word.getBytes(ISO_8859_1))
            .toList();

    @Test
    void cuttingChangesNothing() {
        List<byte[]> answers = CutIntoReadsTest.ANSWERS.stream()
                .map(answer -> answer.getBytes(ISO_8859_1))
                .toList();
        Fuzz.check("HTTP answers", answers, WORDS, (answer, random) -> {
            Bytes bytes = Bytes.ofLatin1(new String(answer, ISO_8859_1));
            SampleAnswers.Parsed whole = SampleAnswers.parse("GET", List.of(bytes));
            assertEquals(whole, SampleAnswers.parse("GET", cut(bytes, random)));
            assertTrue(whole.end() != null);
        });
    }

    private static List<Bytes> cut(Bytes answer, Random random) {
        List<Bytes> reads = new ArrayList<>();
        for (int at = 0; at < answer.size(); ) {
            int behind = Math.min(answer.size(), at + 1 + random.nextInt(8));
            reads.add(answer.slice(at, behind));
            at = behind;
        }
        return reads;
    }
}
