package workbook.bench.peers;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import workbook.checker.server.FreePort;

/** A running peer. */
final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 20;

    private final Peer peer;
    private final Process process;
    private final int port;
    private final Path folder;
    private final Thread atExit = new Thread(this::end, "end of a server");

    private Server(Peer peer, Process process, int port, Path folder) {
        this.peer = peer;
        this.process = process;
        this.port = port;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a peer and waits until it listens. */
    static Server start(Peer peer, Place place) throws IOException, InterruptedException {
        int port = FreePort.pick();
        Path folder = Files.createTempDirectory("bench-" + peer.key());
        File output = folder.resolve("output.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(place.held(peer.command().on(port, folder)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(Place.SETTINGS);
        builder.environment().put("PORT", Integer.toString(port));
        Server server = new Server(peer, builder.start(), port, folder);
        try {
            server.awaitPort();
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        long limit = System.nanoTime() + START.toNanos();
        while (!listens()) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > limit) {
                throw new IOException(peer.key() + " does not listen. What it said: " + output());
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The most telling line of the server's output. */
    private String output() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("output.txt"), StandardCharsets.UTF_8);
        return lines.stream()
                .filter(line -> line.contains("Exception") || line.contains("rror"))
                .findFirst()
                .orElse(lines.isEmpty() ? "none" : lines.getLast());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The id of the process that does the work. */
    long pid() {
        return peer.forks()
                ? process.children().map(ProcessHandle::pid).findFirst().orElse(process.pid())
                : process.pid();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            // It lies in the system's folder for temporary files, where nobody will miss it.
            return;
        }
    }

    private void end() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
