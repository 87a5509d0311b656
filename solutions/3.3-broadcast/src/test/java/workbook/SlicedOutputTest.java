package workbook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicedOutputTest {

    private final List<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream() {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            writes.add(length);
            super.write(bytes, offset, length);
        }
    };

    @Test
    void writesALargeBlockInSlices() throws IOException {
        byte[] block = "0123456789".repeat(2000).getBytes();
        new SlicedOutput(all).write(block);
        assertEquals(List.of(8192, 8192, 3616), writes);
        assertArrayEquals(block, all.toByteArray());
    }

    @Test
    void leavesASmallBlockInOnePiece() throws IOException {
        new SlicedOutput(all).write("data: hello\n\n".getBytes(), 0, 13);
        assertEquals(List.of(13), writes);
    }
}
