package workbook.checker.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * Single keys, as they are pressed. The terminal returns to its former state when this is closed, or the process ends.
 */
final class Keyboard implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    private final Terminal terminal;
    private final Attributes before;
    /** Held while a key is waited for, and while another program has the terminal. Fair, so that the wait can be cut in on. */
    private final ReentrantLock input = new ReentrantLock(true);

    private volatile boolean closed;

    private Keyboard(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        // Ahead of the raw mode: whoever presses Ctrl+C in between would be left with it.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "restore the terminal"));
        enterRawMode();
    }

    private synchronized void enterRawMode() {
        if (!closed) {
            terminal.enterRawMode();
        }
    }

    /** Opens the keyboard of this terminal; empty where there is none. */
    static Optional<Keyboard> open(IntConsumer pressed) {
        try {
            // JLine's own handling of signals would end the JVM without its shutdown hooks.
            TerminalBuilder builder =
                    TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false);
            if (!System.getProperty("os.name").startsWith("Windows")) {
                builder.provider("exec"); // runs stty, and needs no native library
            }
            Keyboard keyboard = new Keyboard(builder.build());
            Thread.ofPlatform().daemon().name("keyboard").start(() -> keyboard.read(pressed));
            return Optional.of(keyboard);
        } catch (IOException | IllegalStateException none) {
            return Optional.empty();
        }
    }

    private void read(IntConsumer pressed) {
        try (NonBlockingReader reader = terminal.reader()) {
            while (!closed) {
                int key = next(reader);
                if (key == NonBlockingReader.EOF) {
                    return;
                }
                if (key != NonBlockingReader.READ_EXPIRED) {
                    pressed.accept(key);
                }
            }
        } catch (IOException ended) {
            // The terminal is gone, and with it the person at the keyboard.
            return;
        }
    }

    private int next(NonBlockingReader reader) throws IOException {
        input.lock();
        try {
            return closed ? NonBlockingReader.READ_EXPIRED : reader.read(LOOK_MILLIS);
        } finally {
            input.unlock();
        }
    }

    /** Gives the terminal, in its former state, to a program that asks for keys itself, until that has ended. */
    void lend(Runnable program) {
        input.lock();
        try {
            terminal.setAttributes(before);
            program.run();
        } finally {
            enterRawMode();
            input.unlock();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        terminal.setAttributes(before);
    }
}
