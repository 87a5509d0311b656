package workbook.checker.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Whether a server could listen on a port of 127.0.0.1. */
final class Ports {

    private static final int LAST = 65535;

    private Ports() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The next one that is free; of the last few another. */
    static int freeAfter(int port) {
        return IntStream.rangeClosed(port + 1, Math.min(port + 20, LAST))
                .filter(Ports::free)
                .findFirst()
                .orElse(8081);
    }
}
