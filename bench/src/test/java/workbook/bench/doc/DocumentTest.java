package workbook.bench.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DocumentTest {

    private static final String TEXT =
            """
            By hand.
            <!-- measured: a -->
            old
            <!-- end -->
            <!-- measured: b -->
            <!-- end -->
            """;

    @Test
    void replacesOnePartOnly() {
        assertEquals(TEXT.replace("old", "new"), Document.replaced(TEXT, "a", "new\n"));
    }

    @Test
    void aPartThatIsNotThereIsNamed() {
        assertThrows(IllegalStateException.class, () -> Document.replaced(TEXT, "c", "new"));
    }
}
