package workbook.checker.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.checker.files.ProgramPath;
import workbook.checker.files.TemporaryFolder;
import workbook.checker.server.FreePort;
import workbook.checker.server.ProcessTree;

/** The redis-server of this machine, in a process of its own, which keeps nothing on disk. */
public final class InstalledRedis implements RedisEngine {

    private static final List<String> USUAL =
            List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/usr/sbin", "/usr/local/sbin");

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(1);

    private final ProcessTree tree;
    private final TemporaryFolder folder;
    private final int port;

    private InstalledRedis(ProcessTree tree, TemporaryFolder folder, int port) {
        this.tree = tree;
        this.folder = folder;
        this.port = port;
    }

    /** The program of Redis, if it is installed. */
    public static Optional<Path> program() {
        return ProgramPath.here().with(USUAL).find("redis-server");
    }

    /**
     * Starts Redis and waits until it listens.
     *
     * @throws UncheckedIOException if it does not
     */
    public static InstalledRedis start(Path program) {
        TemporaryFolder folder = TemporaryFolder.create();
        int port = FreePort.pick();
        List<String> line = List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.path().toString());
        try {
            ProcessTree tree = ProcessTree.start(new ProcessBuilder(line)
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            if (!tree.awaitPort(port, START)) {
                tree.end(STOP);
                throw new IOException("redis-server does not listen on port " + port);
            }
            return new InstalledRedis(tree, folder, port);
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        tree.end(STOP);
        folder.close();
    }
}
