package workbook.checker.classroom.serving;

import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/** The machine that a request comes from. */
public final class RequestOrigin {

    private static final Pattern LITERAL = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private RequestOrigin() {}

    /**
     * Whether both the socket and the host name of the request are of this machine. A foreign page whose domain was
     * pointed here makes the browser of this machine ask, but by that domain.
     */
    public static boolean isThisMachine(ServerRequest req) {
        boolean loopback = req.remotePeer().address() instanceof InetSocketAddress address
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
        return loopback && LITERAL.matcher(req.authority()).matches();
    }
}
