package workbook.checker.faulty.task5_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import workbook.checker.faulty.Reply;
import workbook.checker.scripted.Request;

/** Keeps its messages in a file when it ends, so that the next process on the same port goes on without a reset. */
class KeepingServer extends ProductionServer {

    /** A file that is older was left by another server, which had the same port by chance. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Path file = Path.of("target", "kept-" + setting("PORT", "none"));
    private boolean read;
    boolean restored;

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        lock.lock();
        try {
            if (!read && isFresh()) {
                restored = true;
                Files.readAllLines(file).forEach(text -> buffer.add(new Message(++newest, text)));
            }
            read = true;
        } finally {
            lock.unlock();
        }
        super.answer(request, reply);
    }

    private boolean isFresh() throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isAfter(Instant.now().minus(FRESH));
    }

    @Override
    protected String id(long number) {
        return "kept-" + number;
    }

    @Override
    public OptionalLong number(String id) {
        return super.number(id.replaceFirst("^kept-", process));
    }

    @Override
    void close() {
        super.close();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, buffer.stream().map(Message::text).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
