package workbook.bench.readers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

    @ParameterizedTest
    @EnumSource
    void whatIsTimedIsRead(Shape shape) {
        assertTrue(Agreement.reads(Readers.OURS, shape));
        assertTrue(Agreement.reads(Readers.OKHTTP, shape));
    }

    @Test
    void oursIsRightOnAllVectors() throws IOException {
        assertEquals(List.of(), Agreement.vectors(Readers.OURS).wrong());
    }

    @Test
    void aReaderThatIsWrongIsFound() throws IOException {
        assertTrue(Agreement.vectors(Readers.OKHTTP).wrong().contains("bom-before-event-and-id"));
    }
}
