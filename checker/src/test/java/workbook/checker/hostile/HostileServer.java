package workbook.checker.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.checker.bad.Misbehaviour;
import workbook.checker.bad.Talk;

/** Answers every connection by one misbehaviour, until it is closed. */
final class HostileServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Misbehaviour misbehaviour;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Set<Talk> talks = ConcurrentHashMap.newKeySet();

    private HostileServer(ServerSocket listening, Misbehaviour misbehaviour) {
        this.listening = listening;
        this.misbehaviour = misbehaviour;
    }

    /** @param port 0 for any that is free */
    static HostileServer start(int port, String mode) throws IOException {
        HostileServer server = new HostileServer(
                new ServerSocket(port, 512, InetAddress.getLoopbackAddress()), Misbehaviour.named(mode));
        Thread.ofPlatform().daemon().name("hostile " + mode).start(server::accept);
        return server;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> answer(new Talk(socket, ended)));
            }
        } catch (IOException closed) {
            // The server is over.
        }
    }

    private void answer(Talk talk) {
        talks.add(talk);
        try (talk) {
            misbehaviour.begin(talk);
        } catch (IOException | RuntimeException left) {
            // The client has had enough, or sent what nobody asked for.
        } finally {
            talks.remove(talk);
        }
    }

    @Override
    public void close() throws IOException {
        ended.countDown();
        listening.close();
        for (Talk talk : talks) {
            talk.close();
        }
    }

    /** Serves one mode in a process of its own, on the port of the environment, for five minutes at most. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (HostileServer server = start(Integer.parseInt(System.getenv("PORT")), args[0])) {
            server.ended.await(5, TimeUnit.MINUTES);
        }
    }
}
