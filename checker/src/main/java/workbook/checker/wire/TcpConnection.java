package workbook.checker.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import workbook.checker.http.Bytes;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/**
 * One TCP connection, with TLS for https. One thread opens and reads, one writes; any thread may close, and wakes the
 * other two by it.
 *
 * <p>In a {@link WireExchange} it serves one request, in a {@link WireSeries} as many as the server lets it.
 */
final class TcpConnection {
    private final WireRequest request;
    private final WireLimits limits;
    private final Optional<SSLContext> trust;
    private final NameLookup.Resolver resolver;
    private final Deadline deadline;

    private final ReentrantLock lock = new ReentrantLock();
    private Socket tcp;
    private Socket stream;
    private NameLookup lookup;
    private boolean closed;
    private volatile boolean requestSent; // set under the lock
    private boolean halfClosed;

    /** @param trust which certificates are accepted over TLS; empty for those that this Java trusts */
    TcpConnection(WireRequest request, WireLimits limits, Optional<SSLContext> trust) {
        this(request, limits, trust, InetAddress::getAllByName);
    }

    TcpConnection(WireRequest request, WireLimits limits, Optional<SSLContext> trust, NameLookup.Resolver resolver) {
        this.request = request;
        this.limits = limits;
        this.trust = trust;
        this.resolver = resolver;
        this.deadline = Deadline.in(limits.connect());
    }

    /**
     * Looks the name up, connects to one address after another, and shakes hands.
     *
     * @throws IOException of any kind if {@link #close()} came in between
     */
    WireItem.Connected open() throws IOException {
        InetAddress[] addresses = lookUp();
        for (int i = 0; ; i++) {
            InetSocketAddress address = new InetSocketAddress(addresses[i], request.port());
            int untried = addresses.length - i;
            try {
                connect(address, Math.max(1, (int) Math.min(Integer.MAX_VALUE, deadline.millisLeft() / untried)));
                break;
            } catch (IOException e) {
                if (untried == 1) {
                    throw ConnectFailure.of(e, address, limits);
                }
            }
        }
        if (request.isTls()) {
            Socket secured = TlsHandshake.over(tcp, request, trust, deadline);
            locked(() -> stream = secured);
        }
        return new WireItem.Connected(
                (InetSocketAddress) tcp.getLocalSocketAddress(), (InetSocketAddress) tcp.getRemoteSocketAddress());
    }

    private InetAddress[] lookUp() throws IOException {
        NameLookup begun = new NameLookup(request.host(), resolver);
        locked(() -> lookup = begun);
        return begun.result(deadline);
    }

    private void connect(InetSocketAddress address, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            locked(() -> tcp = stream = socket);
            if (limits.receiveBuffer() > 0) {
                // This is set before connecting, because the window offered in the handshake depends on it.
                socket.setReceiveBufferSize(limits.receiveBuffer());
            }
            socket.setTcpNoDelay(true);
            socket.connect(address, millis);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** @return bytes read, or -1 when the peer has closed */
    int read(byte[] buffer) throws IOException {
        return stream.getInputStream().read(buffer);
    }

    /** Limits each read from now on; one that takes longer throws a {@link java.net.SocketTimeoutException}. */
    void limitReads(Duration limit) throws SocketException {
        stream.setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
    }

    /** Sends the request, or what follows it. */
    void write(Bytes bytes) throws IOException {
        stream.getOutputStream().write(bytes.toByteArray());
        stream.getOutputStream().flush();
        boolean asked = locked(() -> {
            requestSent = true;
            return halfClosed;
        });
        if (asked) {
            closeOutput(stream);
        }
    }

    /** Whether the request is sent, so that something may follow it. */
    boolean isRequestSent() {
        return requestSent;
    }

    /** Sends FIN, over TLS a close_notify before it, as soon as the request is sent; reading goes on. */
    void halfClose() {
        QuietClose.run(() -> {
            boolean now = locked(() -> {
                boolean first = !halfClosed;
                halfClosed = true;
                return first && requestSent;
            });
            if (now) {
                closeOutput(stream);
            }
        });
    }

    /** Sends FIN and closes. If bytes lie unread in the kernel, it sends RST after the FIN, as for any program. */
    void close() {
        Socket open = markClosed();
        if (open != null) {
            QuietClose.run(() -> closeOutput(open));
            QuietClose.run(tcp::close);
        }
    }

    /** Sends RST: what waits to be sent is thrown away. */
    void reset() {
        if (markClosed() != null) {
            QuietClose.run(() -> tcp.setSoLinger(true, 0));
            QuietClose.run(tcp::close);
        }
    }

    private void closeOutput(Socket socket) throws IOException {
        if (socket.isConnected()) {
            if (socket != tcp) {
                TlsHandshake.sendCloseNotify(socket);
            }
            tcp.shutdownOutput();
        }
    }

    /** @return what is open, or null if there is nothing left to close */
    private Socket markClosed() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            closed = true;
            if (lookup != null) {
                lookup.cancel();
            }
            return stream;
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code step} unless the connection is closed: what was opened then would never be closed. */
    private <T> T locked(Supplier<T> step) throws SocketException {
        lock.lock();
        try {
            if (closed) {
                throw new SocketException("closed by us");
            }
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
