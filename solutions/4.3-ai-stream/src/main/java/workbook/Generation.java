package workbook;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import workbook.model.Model;
import workbook.model.ModelException;

/**
 * One answer in the making. A thread of its own waits for the model, so the handler can take what is there, and has
 * time for a heartbeat when nothing is.
 */
final class Generation implements AutoCloseable {

    /** What comes from the model: pieces of text, and one end. */
    sealed interface Step {
        record Token(String text) implements Step {}

        record Done() implements Step {}

        record Failed(String message) implements Step {}
    }

    /** How many tokens, of 8 KiB at most, may wait for a slow reader: 256 KiB. At this number the model waits, too. */
    private static final int ROOM = 32;

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(ROOM);
    private final Thread thread;

    private Generation(Model model, String question) {
        thread = Thread.ofVirtual().name("model").unstarted(() -> run(model, question));
    }

    static Generation start(Model model, String question) {
        Generation generation = new Generation(model, question);
        generation.thread.start();
        return generation;
    }

    private void run(Model model, String question) {
        try {
            steps.put(outcome(model, question));
        } catch (InterruptedException stopped) {
            // Nobody waits for the answer any more.
        }
    }

    private Step outcome(Model model, String question) throws InterruptedException {
        try {
            model.answer(question, text -> steps.put(new Step.Token(text)));
            return new Step.Done();
        } catch (ModelException e) {
            return new Step.Failed(e.getMessage());
        } catch (RuntimeException | Error e) {
            System.getLogger("workbook").log(System.Logger.Level.WARNING, "the model failed", e);
            return new Step.Failed("the model failed"); // otherwise the reader would wait for ever
        }
    }

    /** The next step; null when none came within the limit. */
    Step next(Duration limit) throws InterruptedException {
        return steps.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Stops the model, if it is still at work: the interrupt closes the connection to it, in the middle of a read. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
