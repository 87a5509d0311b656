package workbook.checker.classroom.serving;

import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/** Where a request comes from. */
public final class RequestOrigin {

    private static final Pattern LITERAL = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private RequestOrigin() {}

    /**
     * Whether the socket and the name in the request are both of this machine. A foreign page whose name was made to point
     * here has the browser of this machine ask, but by that name.
     */
    public static boolean isThisMachine(ServerRequest req) {
        boolean loopback = req.remotePeer().address() instanceof InetSocketAddress address
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
        return loopback && LITERAL.matcher(req.authority()).matches();
    }
}
