package workbook.checker.classroom.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * The file of everything that learners have reported: lines of JSON that are only ever appended. One thread writes, and
 * applies what it has written, so the board has the order of the file. Many messages share one flush to the disk.
 */
final class BoardFile implements AutoCloseable {

    /** The first line: the id of the board, and the code that learners join with. Both outlive a restart. */
    record Head(String id, String code) {}

    /** Receives what was written, in the order of the lines. */
    interface Reader {
        void take(BoardMessage message, Instant at);

        /** Passes over a line that cannot be read: one of another edition, or damaged. */
        void skip();
    }

    private record Entry(BoardMessage message, Instant at, CompletableFuture<Void> written) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands where bytes could not be read. No name has it. */
    private static final char NO_UTF8 = '\uFFFD';

    private final FileChannel file;
    private final Reader reader;
    private final Head head;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(4096);
    private final Thread writer;

    /**
     * Reads the file and goes on after its last line.
     *
     * @param fresh the head of a new file
     * @throws IllegalStateException if another board is writing the file
     */
    static BoardFile open(
            Path path, Head fresh, TaskCatalogue catalogue, java.util.function.Function<Head, Reader> readers)
            throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            requireAlone(file);
            cutHalfLine(file);
            Files.setPosixFilePermissions(path, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException noPosix) {
            // The access rights of the folder must suffice.
        } catch (IllegalStateException | IOException unusable) {
            file.close();
            throw unusable;
        }
        return new BoardFile(file, fresh, catalogue, readers);
    }

    private static void requireAlone(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return; // until the channel is closed
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Another board of this process counts as one of another process.
        }
        throw new IllegalStateException("another board writes this file");
    }

    /**
     * Removes a line that was half written when the board died: its message was never acknowledged.
     *
     * @throws IOException if nothing would be left: then it is no file of a board, and is left as it is
     */
    private static void cutHalfLine(FileChannel file) throws IOException {
        long end = file.size();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            file.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        if (end == 0 && file.size() > 0) {
            throw new IOException("the first line has no end");
        }
        file.truncate(end);
        file.position(end);
    }

    private BoardFile(
            FileChannel file, Head fresh, TaskCatalogue catalogue, java.util.function.Function<Head, Reader> readers)
            throws IOException {
        this.file = file;
        if (file.size() == 0) {
            head = fresh;
            write(List.of(JSON.createObjectNode()
                    .put("board", fresh.id())
                    .put("code", fresh.code())
                    .toString()));
            reader = readers.apply(head);
        } else {
            file.position(0);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(file), StandardCharsets.UTF_8));
            head = head(lines.readLine());
            reader = readers.apply(head);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                restore(line, catalogue);
            }
            file.position(file.size());
        }
        writer = Thread.ofPlatform().daemon().name("board-file").start(this::run);
    }

    private static Head head(String line) throws IOException {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.path("board").isTextual() && json.path("code").isTextual()) {
                return new Head(json.get("board").textValue(), json.get("code").textValue());
            }
        } catch (JsonProcessingException damaged) {
            // Reported below.
        }
        throw new IOException("the first line names no board");
    }

    private void restore(String line, TaskCatalogue catalogue) {
        if (line.indexOf(NO_UTF8) >= 0) {
            reader.skip();
            return;
        }
        try {
            BoardMessage message = BoardMessage.read(line, catalogue);
            reader.take(message, Instant.parse(JSON.readTree(line).path("at").asText()));
        } catch (IllegalArgumentException | DateTimeException | JsonProcessingException damaged) {
            reader.skip();
        }
    }

    Head head() {
        return head;
    }

    /**
     * Appends a message. The future completes when the message is on the disk and on the board.
     *
     * @return null if too many messages are waiting
     */
    CompletableFuture<Void> append(BoardMessage message, Instant at) {
        Entry entry = new Entry(message, at, new CompletableFuture<>());
        return waiting.offer(entry) ? entry.written() : null;
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                keep(batch);
                batch.clear();
            }
        } catch (InterruptedException closing) {
            waiting.drainTo(batch);
            keep(batch);
        }
    }

    private void keep(List<Entry> batch) {
        long before = -1;
        try {
            before = file.position();
            write(batch.stream()
                    .map(entry -> entry.message()
                            .json()
                            .put("at", entry.at().toString())
                            .toString())
                    .toList());
        } catch (IOException full) {
            undo(before);
            batch.forEach(entry -> entry.written().completeExceptionally(full));
            return;
        }
        for (Entry entry : batch) {
            reader.take(entry.message(), entry.at());
            entry.written().complete(null);
        }
    }

    /** Cuts off a line that was written in part, so that it does not run into the next one. */
    private void undo(long before) {
        try {
            if (before >= 0) {
                file.truncate(before);
                file.position(before);
            }
        } catch (IOException gone) {
            // The next write fails too, and its sender learns so.
        }
    }

    private void write(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        // An interrupt during a write would close the channel, so it waits until the queue is empty.
        while (!waiting.isEmpty() && writer.isAlive()) {
            Thread.onSpinWait();
        }
        writer.interrupt();
        try {
            writer.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
