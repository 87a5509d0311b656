package workbook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * One file that stands or stood at the path of the log. It is held open, so it can be read after it was renamed or
 * deleted, and no other file can get its key.
 *
 * <p>The lock of {@link LogFile} guards its state.
 */
final class Generation implements Closeable {

    private final Object key;
    private final String name;
    private final FileChannel channel; // null where there is no file yet
    private long end;
    private Generation next;

    private Generation(Object key, int cuts, FileChannel channel) {
        CRC32 sum = new CRC32();
        sum.update((key + " " + cuts).getBytes(StandardCharsets.UTF_8));
        this.key = key;
        this.name = HexFormat.of().toHexDigits((int) sum.getValue());
        this.channel = channel;
    }

    /** Stands for the time before there was a file. */
    static Generation none() {
        return new Generation("none", 0, null);
    }

    /**
     * Opens the file.
     *
     * @param key identifies the file, whatever its name
     */
    static Generation open(Path path, Object key, int cuts) throws IOException {
        return new Generation(key, cuts, FileChannel.open(path, StandardOpenOption.READ));
    }

    /**
     * Ends this generation, because its file was truncated: nobody may go on reading what is overwritten.
     *
     * @param cuts how often that has happened, so that the same file gets another name
     * @return the generation that now stands in the same file
     */
    Generation cutShort(int cuts) {
        end = 0;
        next = new Generation(key, cuts, channel);
        return next;
    }

    /** The name of the file in ids. It is made from the key, so ids outlive a restart of the server. */
    String name() {
        return name;
    }

    boolean is(Object otherKey) {
        return key.equals(otherKey);
    }

    /** The bytes that the file holds now. */
    long size() throws IOException {
        return channel == null ? 0 : channel.size();
    }

    /** The bytes that viewers may read. */
    long end() {
        return end;
    }

    void growTo(long size) {
        end = size;
    }

    /** The generation that replaced this one; null while there is none. */
    Generation next() {
        return next;
    }

    void replacedBy(Generation other) {
        next = other;
    }

    /**
     * Reads up to {@code length} bytes, fewer only at the end.
     *
     * @throws ClosedChannelException if the file is no longer held
     */
    byte[] read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
