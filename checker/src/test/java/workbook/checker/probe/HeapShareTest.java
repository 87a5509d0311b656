package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapShareTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long ROOM = 1 << 20;

    private final HeapShare share = new HeapShare(ROOM);
    private final Object connection = new Object();
    private final HeapShare.Account account = share.open(connection);

    @Test
    void aConnectionThatFillsItMustKeepNoMore() {
        account.add(ROOM);
        assertFalse(account.isFull());
        account.add(ROOM);
        assertTrue(PolledCondition.await(account::isFull, LIMIT));
        Reference.reachabilityFence(connection);
    }

    @Test
    void theConnectionThatKeepsLittleIsNotToBlame() {
        HeapShare.Account small = share.open(this);
        small.add(100);
        account.add(2 * ROOM);
        assertTrue(PolledCondition.await(account::isFull, LIMIT));
        assertFalse(small.isFull());
        Reference.reachabilityFence(connection);
    }

    @Test
    void whatIsLetGoCountsNoMore() {
        share.open(new Object()).add(2 * ROOM);
        account.add(ROOM / 2);
        assertTrue(PolledCondition.await(
                () -> {
                    System.gc();
                    return share.kept() == ROOM / 2;
                },
                LIMIT));
        assertEquals(ROOM / 2, share.kept());
        Reference.reachabilityFence(connection);
    }
}
