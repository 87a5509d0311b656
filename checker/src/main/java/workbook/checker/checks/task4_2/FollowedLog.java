package workbook.checker.checks.task4_2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import workbook.checker.checks.timing.OwnServer;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;

/** A log file, everything that was ever written to it, and the server that follows it. */
final class FollowedLog {

    static final int BACKLOG = 10;

    /** More than many a buffer holds. Behind two bytes, a character of three reaches across it. */
    static final int MAX_LINE = 24 * 1024;

    private final Probe probe;
    private final Path file;
    private final String word;
    private final OwnServer server;
    private final List<String> current = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final Queue<Connection> viewers = new ConcurrentLinkedQueue<>();
    private int made;
    private int rotations;

    private FollowedLog(Probe probe) {
        this.probe = probe;
        this.file = probe.folder().resolve("app.log");
        this.word = probe.word();
        this.server = new OwnServer(
                probe,
                Map.of(
                        "log.file",
                        file.toString(),
                        "log.backlog",
                        String.valueOf(BACKLOG),
                        "log.max-line",
                        String.valueOf(MAX_LINE)));
    }

    /** A log whose file is there, with some lines in it. */
    static FollowedLog withLines(Probe probe, int lines) {
        FollowedLog log = new FollowedLog(probe);
        log.append(lines);
        return log;
    }

    /** A log whose file is not there yet. */
    static FollowedLog withoutFile(Probe probe) {
        return new FollowedLog(probe);
    }

    FollowedLog startAhead() {
        server.startAhead();
        return this;
    }

    /**
     * The server that follows this log.
     *
     * @throws CheckSkipped if the checker cannot tell the server which file to follow
     */
    Probe server() {
        return server.get();
    }

    /** Runs one check. The viewers that it opened have left when the next one begins. */
    void run(Consumer<FollowedLog> check) {
        try {
            check.accept(this);
        } finally {
            viewers.forEach(Connection::close);
            viewers.clear();
        }
    }

    /** Adds a connection of the check that is running, to be closed at its end. */
    Connection watched(Connection connection) {
        viewers.add(connection);
        return connection;
    }

    Path file() {
        return file;
    }

    /** The complete lines of the file as it is now. */
    synchronized List<String> lines() {
        return List.copyOf(current);
    }

    synchronized List<String> last(int count) {
        return List.copyOf(current.subList(Math.max(0, current.size() - count), current.size()));
    }

    /** How many lines had been written when this one was; 0 for a text that never was. */
    synchronized int number(String line) {
        return numbers.getOrDefault(line, 0);
    }

    /** Lines that differ from all others, not written yet. */
    List<String> make(int count) {
        return make(count, "");
    }

    /** Lines that differ from all others and have the same end, not written yet. */
    synchronized List<String> make(int count, String end) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("line " + ++made + " " + word + end);
        }
        return lines;
    }

    /** Writes a number of new lines in one piece. */
    List<String> append(int count) {
        List<String> lines = make(count);
        append(lines);
        return lines;
    }

    void append(List<String> lines) {
        write(bytes(lines));
    }

    /** Remembers what is about to be written, so that no viewer can be ahead of what is known here. */
    private synchronized void keep(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '\n') {
                String line = LogViewer.malformedAsOne(unfinished.toString(StandardCharsets.UTF_8));
                current.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
                numbers.put(current.getLast(), numbers.size() + 1);
                unfinished.reset();
            } else {
                unfinished.write(one);
            }
        }
    }

    /**
     * Leaves the file so that another check can begin with it: no line without its end, and plain lines last.
     *
     * @param viewer that shows when the server has seen them
     * @return whether it has
     */
    boolean tidy(LogViewer viewer) {
        if (unfinished.size() > 0) {
            write(new byte[] {'\n'});
        }
        return viewer.await(append(BACKLOG).getLast(), probe.answer());
    }

    static byte[] bytes(List<String> lines) {
        return lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Appends bytes in one piece. */
    void write(byte[] bytes) {
        keep(bytes);
        put(bytes);
    }

    private void put(byte[] bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the file another name, as logrotate does. A new one comes with what is written next. */
    void renameAway() {
        try {
            Files.move(file, file.resolveSibling("app.log." + ++rotations));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forget();
    }

    /**
     * Gives the file another name and puts a new one in its place, so that at no moment there is none: a server that
     * cannot bear that is for another check to find.
     */
    List<String> replace(int fresh) {
        return appendAndReplace(List.of(), fresh);
    }

    /**
     * Does so at once behind the last lines of the old file: the new one is ready before these are written.
     *
     * @return the lines of the new file
     */
    List<String> appendAndReplace(List<String> last, int fresh) {
        List<String> lines = make(fresh);
        byte[] rest = bytes(last);
        Path next = file.resolveSibling("app.log.next");
        try {
            Files.write(next, bytes(lines));
            Files.createLink(file.resolveSibling("app.log." + ++rotations), file);
            keep(rest);
            forget();
            keep(bytes(lines));
            put(rest);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UnsupportedOperationException noLinks) {
            write(rest);
            renameAway();
            append(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    void delete() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forget();
    }

    private synchronized void forget() {
        current.clear();
        unfinished.reset();
    }

    /** Cuts the file behind the first few lines, and writes more, so quickly that it is one change to whoever looks. */
    void truncate(int linesLeft, List<String> more) {
        List<String> left = lines().subList(0, linesLeft);
        byte[] bytes = bytes(more);
        forget();
        keep(bytes(left));
        keep(bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = bytes(left).length;
            channel.truncate(size);
            channel.write(ByteBuffer.wrap(bytes), size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
