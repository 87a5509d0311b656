package workbook.checker.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import workbook.checker.http.End;

/** Looks a name up in a thread of its own, because the system's resolver knows no deadline and no interrupt. */
final class NameLookup {
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final String host;
    private final Resolver resolver;
    private final CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();

    NameLookup(String host, Resolver resolver) {
        this.host = host;
        this.resolver = resolver;
        // The resolver of the system is native code, which holds the carrier of a virtual thread.
        Thread.ofPlatform().daemon().name("wire-lookup").start(this::run);
    }

    private void run() {
        try {
            addresses.complete(resolver.addresses(host));
        } catch (UnknownHostException | RuntimeException e) {
            addresses.completeExceptionally(e);
        }
    }

    InetAddress[] result(Deadline deadline) throws IOException {
        try {
            return addresses.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoConnectionException(
                    End.NoConnection.Cause.TIMED_OUT, "looking up the name %s took too long".formatted(host), e);
        } catch (ExecutionException e) {
            throw new NoConnectionException(
                    End.NoConnection.Cause.UNKNOWN_HOST,
                    "no address is known for the name %s; check its spelling".formatted(host),
                    e);
        } catch (CancellationException | InterruptedException e) {
            throw new SocketException("closed while a name was being looked up");
        }
    }

    void cancel() {
        addresses.cancel(false);
    }
}
