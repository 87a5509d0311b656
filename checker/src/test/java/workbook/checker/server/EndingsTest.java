package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EndingsTest {

    private final List<String> ended = new ArrayList<>();

    @Test
    void allEndInOrderWhateverOneThrows() {
        IllegalStateException first = new IllegalStateException("the first");
        AssertionError second = new AssertionError("the second");
        Queue<String> queue = new ArrayDeque<>(List.of("b", "c"));
        Endings endings = new Endings()
                .end(() -> fail(first))
                .endEach(List.of("a"), ended::add)
                .drain(queue, ended::add)
                .end(() -> fail(second))
                .end(() -> ended.add("d"));
        assertEquals(List.of("a", "b", "c", "d"), ended);
        assertEquals(0, queue.size());
        assertSame(first, assertThrows(IllegalStateException.class, endings::rethrow));
        assertArrayEquals(new Throwable[] {second}, first.getSuppressed());
    }

    @Test
    void nothingIsThrownWhereNothingWas() {
        new Endings().end(() -> ended.add("a")).rethrow();
        assertEquals(List.of("a"), ended);
    }

    @Test
    void anExceptionThatIsThrownTwiceDoesNotSuppressItself() {
        IllegalStateException same = new IllegalStateException();
        Endings endings = new Endings().end(() -> fail(same)).end(() -> fail(same));
        assertSame(same, assertThrows(IllegalStateException.class, endings::rethrow));
    }

    private static void fail(Throwable thrown) {
        switch (thrown) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalArgumentException(thrown);
        }
    }
}
