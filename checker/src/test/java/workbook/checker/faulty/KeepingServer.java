package workbook.checker.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps its messages in a file, so that the next process on the same port goes on without a reset. */
class KeepingServer extends ProductionServer {

    private final Path file = Path.of(System.getProperty("java.io.tmpdir"), "kept-" + setting("PORT", "none"));
    private boolean read;

    @Override
    public void answer(TinyServer.Request request, Reply reply) throws Exception {
        lock.lock();
        try {
            if (!read && Files.exists(file)) {
                Files.readAllLines(file).forEach(text -> buffer.add(new Message(++newest, text)));
                Files.delete(file);
            }
            read = true;
        } finally {
            lock.unlock();
        }
        super.answer(request, reply);
    }

    @Override
    String id(long number) {
        return "kept-" + number;
    }

    @Override
    java.util.OptionalLong number(String id) {
        return super.number(id.replaceFirst("^kept-", process));
    }

    /** Only once: the process after the next has no use for it. */
    @Override
    void close() {
        super.close();
        try (Stream<Message> all = List.copyOf(buffer).stream()) {
            if (!Files.exists(file) && all.noneMatch(message -> message.text().contains("\n"))) {
                Files.write(file, buffer.stream().map(Message::text).toList());
                file.toFile().deleteOnExit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
