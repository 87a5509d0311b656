package workbook.checker.classroom.serving;

import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/** Who asks. */
public final class Peer {

    private static final Pattern LITERAL = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private Peer() {}

    /**
     * Both must be so: a foreign page whose name was made to point here has this machine's browser ask, but by that name.
     */
    public static boolean ofThisMachine(ServerRequest req) {
        boolean loopback = req.remotePeer().address() instanceof InetSocketAddress address
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
        return loopback && LITERAL.matcher(req.authority()).matches();
    }
}
