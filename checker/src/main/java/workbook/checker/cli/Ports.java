package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Whether a server could listen on a port of 127.0.0.1. */
final class Ports {

    private static final int LAST = 65535;

    private Ports() {}

    /**
     * Requires that a server can listen on the port. This is asked before the server starts, which would say the same
     * in fifty lines. Port 0 stands for any free one.
     *
     * @param command what the port is for, as it is typed
     * @throws UsageFault if there is no such port
     * @throws NoServer if another program has it
     */
    static void requireFree(int port, String command) {
        if (port < 0 || port > LAST) {
            throw new UsageFault(text("There is no port %d. Wanted: 1 to 65535.", "没有端口 %d。应为 1 到 65535。", port));
        }
        if (port != 0 && !free(port)) {
            throw new NoServer(text(
                    "Port %d is taken by another program.\nEnd that program, or take another port: ./sse %s --port %d",
                    "端口 %d 已被其他程序占用。\n结束那个程序，或换一个端口：./sse %s --port %d", port, command, freeAfter(port)));
        }
    }

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The next free port; after the last one, any free port. */
    static int freeAfter(int port) {
        return IntStream.rangeClosed(port + 1, Math.min(port + 20, LAST))
                .filter(Ports::free)
                .findFirst()
                .orElse(8081);
    }
}
