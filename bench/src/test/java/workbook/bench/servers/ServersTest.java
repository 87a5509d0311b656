package workbook.bench.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import workbook.checker.load.LoadFault;
import workbook.checker.load.LoadReport;
import workbook.checker.load.LoadRun;
import workbook.checker.load.Plan;
import workbook.checker.server.FreePort;

/** The servers that others are compared with must themselves deliver everything, in order. */
class ServersTest {

    private static final long START = TimeUnit.SECONDS.toNanos(20);

    @Test
    void theLimit() throws IOException, LoadFault {
        int port = FreePort.pick();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                RawServer.main(new String[] {Integer.toString(port)});
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(List.of(), load(port).faults());
    }

    @Test
    void vertx() throws IOException, LoadFault {
        int port = FreePort.pick();
        VertxServer.main(new String[] {Integer.toString(port)});
        assertEquals(List.of(), load(port).faults());
    }

    private static LoadReport load(int port) throws IOException, LoadFault {
        URI server = URI.create("http://127.0.0.1:" + port);
        awaitPort(port);
        Plan plan = Plan.of(
                server.resolve("/events"),
                server.resolve("/messages"),
                50,
                new Plan.AsTheyArrive(64),
                Duration.ofMillis(500));
        return new LoadRun(plan, (connected, posted, deliveries) -> {}).run();
    }

    private static void awaitPort(int port) {
        long limit = System.nanoTime() + START;
        while (!listens(port)) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("no server at port " + port);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
