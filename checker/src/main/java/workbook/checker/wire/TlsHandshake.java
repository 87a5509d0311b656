package workbook.checker.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import workbook.checker.http.End;

/** Begins and ends TLS over a connected socket, within limits that SSLSocket itself does not have. */
final class TlsHandshake {
    private static final Duration CLOSE_NOTIFY_LIMIT = Duration.ofMillis(200);

    private TlsHandshake() {}

    /** @param trust which certificates are accepted; empty for those that this Java trusts, which take a while to read */
    static SSLSocket over(Socket tcp, WireRequest request, Optional<SSLContext> trust, Deadline deadline)
            throws IOException {
        SSLSocketFactory tls = trust.map(SSLContext::getSocketFactory)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        SSLSocket secured = (SSLSocket) tls.createSocket(tcp, request.host(), request.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);

        AtomicBoolean late = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().name("wire-handshake-limit").start(() -> {
            if (sleepUntil(deadline)) {
                late.set(true);
                QuietClose.run(tcp::close);
            }
        });
        try {
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            throw late.get()
                    ? new NoConnectionException(
                            End.NoConnection.Cause.TIMED_OUT, "connected, but the TLS handshake took too long", e)
                    : new NoConnectionException(
                            End.NoConnection.Cause.TLS, "the TLS handshake failed: " + e.getMessage(), e);
        } finally {
            watch.interrupt();
        }
    }

    private static boolean sleepUntil(Deadline deadline) {
        try {
            Thread.sleep(deadline.millisLeft());
            return true;
        } catch (InterruptedException shakenHands) {
            return false;
        }
    }

    /** Runs in a thread of its own: close_notify waits for a writer, and the writer for a server that may not read. */
    static void sendCloseNotify(Socket secured) {
        Thread sender =
                Thread.ofVirtual().name("wire-close-notify").start(() -> QuietClose.run(secured::shutdownOutput));
        try {
            sender.join(CLOSE_NOTIFY_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
