package workbook.checker.faulty.task4_2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * One viewer's place in the log. An id holds the checksum of all that stands before its place, so it fits no other file
 * and no other content.
 */
class LogTail {

    static final int BLOCK = 64 * 1024;

    final LogServer server;
    final ByteArrayOutputStream line = new ByteArrayOutputStream();
    FileChannel channel;
    Object key;
    long offset;
    long length;
    CRC32 sum = new CRC32();
    StringBuilder batch = new StringBuilder();

    LogTail(LogServer server) {
        this.server = server;
    }

    /** Finds the place of a viewer, and returns what it is told first. */
    String begin(String lastId) throws IOException {
        open(server.key());
        if (!lastId.isEmpty() && resume(lastId)) {
            return ":\n\n";
        }
        moveTo(channel == null ? 0 : beforeLast(lastId.isEmpty() ? server.backlog : backlogOfUselessId()));
        return lastId.isEmpty() ? ":\n\n" : server.reset();
    }

    int backlogOfUselessId() {
        return server.backlog;
    }

    boolean resume(String id) throws IOException {
        String[] parts = id.split("-");
        if (!id.matches("[0-9]{1,15}-[0-9]{1,10}") || channel == null || Long.parseLong(parts[0]) > channel.size()) {
            return false;
        }
        moveTo(Long.parseLong(parts[0]));
        return id.equals(server.id(offset, sum.getValue()));
    }

    final void open(Object found) throws IOException {
        key = found;
        try {
            channel = found == null ? null : FileChannel.open(server.file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            channel = null;
        }
        restart();
    }

    final void restart() {
        offset = 0;
        sum = new CRC32();
        forgetLine();
    }

    void forgetLine() {
        line.reset();
        length = 0;
    }

    final void moveTo(long place) throws IOException {
        restart();
        while (offset < place) {
            byte[] bytes = read((int) Math.min(BLOCK, place - offset));
            sum.update(bytes);
            offset += bytes.length;
        }
    }

    byte[] read(int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        int count = channel.read(bytes, offset);
        return Arrays.copyOf(bytes.array(), Math.max(0, count));
    }

    /** Where the last complete lines begin. */
    long beforeLast(int lines) throws IOException {
        int ends = 0;
        for (long to = channel.size(); to > 0; to -= Math.min(BLOCK, to)) {
            int size = (int) Math.min(BLOCK, to);
            ByteBuffer bytes = ByteBuffer.allocate(size);
            channel.read(bytes, to - size);
            for (int i = size - 1; i >= 0; i--) {
                if (bytes.get(i) == '\n' && ++ends > lines) {
                    return to - size + i + 1;
                }
            }
        }
        return 0;
    }

    /** Looks at the file once, and returns the events that follow from it. */
    byte[] step() throws Exception {
        Object found = server.key();
        batch.setLength(0);
        if (channel != null) {
            if (isCutShort()) {
                restart();
            }
            drain();
        }
        if (batch.isEmpty() && found != null && !found.equals(key)) {
            replaced(found);
        }
        return batch.toString().getBytes(StandardCharsets.UTF_8);
    }

    boolean isCutShort() throws IOException {
        return channel.size() < offset;
    }

    /** Up to the end of the file, or until there is something to send. */
    void drain() throws IOException {
        for (byte[] block = read(BLOCK); block.length > 0 && batch.isEmpty(); block = read(BLOCK)) {
            take(block);
        }
    }

    void replaced(Object found) throws IOException {
        open(found);
    }

    void take(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                part(bytes, from, i);
                sum.update(bytes, from, i + 1 - from);
                offset += i + 1 - from;
                finish();
                from = i + 1;
            }
        }
        part(bytes, from, bytes.length);
        sum.update(bytes, from, bytes.length - from);
        offset += bytes.length - from;
    }

    private void part(byte[] bytes, int from, int to) {
        server.keep(line, bytes, from, to - from);
        length += to - from;
    }

    void finish() {
        batch.append(server.event(server.id(offset, sum.getValue()), server.text(line.toByteArray(), length)));
        forgetLine();
    }
}
