package workbook.checker.grading;

import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Work shared among lanes: a lane that has finished a piece takes the next one. */
final class Lanes {

    /** The source of one worker's work. */
    interface Lane<T> {

        /** The next piece; empty when none is left. */
        Optional<T> next();
    }

    private Lanes() {}

    /**
     * Runs the worker in each lane, and returns when all work is done. A single lane uses the calling thread.
     *
     * @param worker takes from its lane until there is no more
     */
    static <T> void run(int lanes, Collection<T> work, Consumer<Lane<T>> worker) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(work);
        Lane<T> lane = () -> Optional.ofNullable(queue.poll());
        int used = Math.min(lanes, work.size());
        if (used == 1) {
            worker.accept(lane);
        } else if (used > 1) {
            sideBySide(used, () -> worker.accept(lane));
        }
    }

    private static void sideBySide(int lanes, Runnable worker) {
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try {
            for (Future<?> done : IntStream.range(0, lanes)
                    .mapToObj(i -> threads.submit(worker))
                    .toList()) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts ends the servers, too
        } finally {
            threads.shutdownNow();
        }
    }
}
