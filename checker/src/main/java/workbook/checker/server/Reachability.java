package workbook.checker.server;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import workbook.checker.text.Text;

/** Whether somebody listens at a URL. Nothing is sent, so that a foreign server is not touched before it is graded. */
public final class Reachability {

    private static final Duration CONNECT = Duration.ofMillis(500);

    private Reachability() {}

    /**
     * Connects, and closes again.
     *
     * @throws ServerException if nobody accepts within the limit
     */
    public static void require(URI uri, Duration limit) throws ServerException {
        InetAddress[] addresses = addresses(uri);
        for (int i = 0; ; i++) {
            // A name may have an address that does not answer before one that does, as localhost has ::1 and 127.0.0.1.
            boolean last = i == addresses.length - 1;
            Duration share = last ? limit : limit.dividedBy(addresses.length);
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(addresses[i], port(uri)), (int) share.toMillis());
                return;
            } catch (IOException e) {
                if (last) {
                    throw unreachable(uri, reason(e, limit));
                }
            }
        }
    }

    private static InetAddress[] addresses(URI uri) throws ServerException {
        try {
            return InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException unknown) {
            throw unreachable(uri, text("the host is unknown", "找不到主机"));
        }
    }

    /**
     * Whether a name means this machine, whichever of its addresses is taken.
     *
     * @param host as it stands in a URL, with the brackets of an IPv6 address
     * @throws UnknownHostException if it has no address
     */
    public static boolean isThisMachine(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host.replaceAll("^\\[|]$", "")))
                .allMatch(InetAddress::isLoopbackAddress);
    }

    /** Whether somebody accepts connections on a port of 127.0.0.1. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static Text reason(IOException e, Duration limit) {
        return switch (e) {
            case SocketTimeoutException late -> text("no answer for %d s", "%d 秒内没有响应", limit.toSeconds());
            case NoRouteToHostException none -> text("no route to the host", "没有到该主机的路由");
            case ConnectException refused -> text("nothing is listening there", "那里没有程序在监听");
            default -> Text.same(String.valueOf(e.getMessage()));
        };
    }

    private static ServerException unreachable(URI uri, Text reason) {
        return new ServerException(new Trouble.Unreachable(uri.toString(), reason));
    }
}
