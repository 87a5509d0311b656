package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replacements by the Encoding Standard; Unicode 3.9, tables 3-8 to 3-11, gives the same for these bytes. */
class Utf8Test {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C0 AF E0 80 BF F0 81 82 41             | C0 AF E0 80 BF F0 81 82",
                "ED A0 80 ED BF BF ED AF 41             | ED A0 80 ED BF BF ED AF",
                "F4 91 92 93 FF 41 80 BF 42             | F4 91 92 93 FF 80 BF",
                "E1 80 E2 F0 91 92 F1 BF 41             | E1-80 E2 F0-91-92 F1-BF",
                "F0 9F 98                               | F0-9F-98",
            })
    void onePerMaximalSubpart(String hex, String replaced) {
        assertEquals(List.of(replaced.split(" ")), replacements(Wire.hex(hex)));
    }

    @Test
    void everyCodePointIsItself() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        byte[] bytes = all.toString().getBytes(UTF_8);
        assertEquals(List.of(), replacements(bytes));
        assertEquals(all.toString(), decode(bytes));
    }

    @Test
    void everySequenceOfThreeBytesAtTheEdges() {
        byte[] edges = Wire.hex("41 7F 80 8F 90 9F A0 BF C1 C2 DF E0 E1 ED EF F0 F1 F4 F5 FF");
        for (byte first : edges) {
            for (byte second : edges) {
                for (byte third : edges) {
                    byte[] bytes = {first, second, third, (byte) 0x80, 'x'};
                    assertEquals(ReferenceReader.decode(bytes), decode(bytes));
                }
            }
        }
    }

    private static String decode(byte[] bytes) {
        return Utf8.decode(bytes, 0, bytes.length, (from, to) -> {});
    }

    private static List<String> replacements(byte[] bytes) {
        HexFormat hex = HexFormat.ofDelimiter("-").withUpperCase();
        List<String> replaced = new ArrayList<>();
        Utf8.decode(bytes, 0, bytes.length, (from, to) -> replaced.add(hex.formatHex(bytes, from, to)));
        return replaced;
    }
}
