package workbook.checker.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import workbook.checker.files.ProgramPath;

/** The learner's own nginx, started with a file for a check, in the foreground and in a folder of the check. */
public final class Nginx implements AutoCloseable {

    /** Folders where nginx is installed that are often on the path of root only. */
    private static final List<String> USUAL =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/nginx/sbin", "/opt/homebrew/bin", "/usr/local/bin");

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(1);

    private final ProcessTree tree;
    private final OutputTail output;

    private Nginx(ProcessTree tree, OutputTail output) {
        this.tree = tree;
        this.output = output;
    }

    /** The program of nginx, if it is installed. */
    public static Optional<Path> installed() {
        return ProgramPath.here().with(USUAL).find("nginx");
    }

    /**
     * Starts nginx, which may still refuse the file: {@link #awaitPort} tells.
     *
     * @param folder for all that nginx writes
     */
    public static Nginx start(Path program, Path conf, Path folder) throws IOException {
        ProcessTree tree = ProcessTree.start(new ProcessBuilder(
                        program.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        conf.toString(),
                        "-e",
                        "stderr",
                        "-g",
                        globals(folder))
                .redirectErrorStream(true)
                .directory(folder.toFile()));
        OutputTail output = new OutputTail(OutputStream.nullOutputStream());
        // Reading a pipe would hold the carrier of a virtual thread.
        Thread.ofPlatform()
                .daemon()
                .name("output of nginx")
                .start(() -> output.drain(tree.root().getInputStream()));
        return new Nginx(tree, output);
    }

    /** Started by root, nginx would run its workers as another user, who may not write into the folder. */
    private static String globals(Path folder) {
        String pid = folder.resolve("nginx.pid").toString().replace('\\', '/');
        String user = System.getProperty("user.name").equals("root") ? " user root;" : "";
        return "daemon off; pid \"" + pid + "\";" + user;
    }

    /** Waits until nginx listens; false if it has ended, or does not listen in time. */
    public boolean awaitPort(int port) {
        return tree.awaitPort(port, START);
    }

    /** The end of what nginx printed, which is what it complains of. */
    public String output() {
        return output.awaitWords(Pattern.compile("\\[emerg]"), STOP);
    }

    @Override
    public void close() {
        tree.end(STOP);
    }
}
