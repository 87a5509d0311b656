package workbook;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.websocket.WsSession;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that has stopped reading, so that the tick that is being sent to it never goes out. */
@Timeout(20)
class TickSocketTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch brokenOff = new CountDownLatch(1);

    @Test
    void aCloseDoesNotWaitForAClientThatDoesNotRead() throws InterruptedException {
        WsSession session = (WsSession) Proxy.newProxyInstance(
                TickSocketTest.class.getClassLoader(), new Class<?>[] {WsSession.class}, (self, method, arguments) -> {
                    write();
                    return self;
                });
        TickSocket socket =
                new TickSocket(Counter.of(Config.just(ConfigSources.create(Map.of("interval", "PT0.01S")))));
        socket.onOpen(session);
        begun.await();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> socket.onClose(session, 1000, ""));
        assertTrue(brokenOff.await(10, TimeUnit.SECONDS), "the thread that sends goes on for ever");
    }

    /** As a write to a full socket: it has no end but an interrupt. */
    private void write() {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            brokenOff.countDown();
            throw new ServerConnectionException("the connection is broken", e);
        }
    }
}
