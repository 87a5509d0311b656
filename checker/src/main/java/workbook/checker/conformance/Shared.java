package workbook.checker.conformance;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that several rules look at: it is made by the first that asks, and the others wait for it. */
final class Shared<T> implements Supplier<T> {

    private final FutureTask<T> task;

    Shared(Supplier<T> maker) {
        this.task = new FutureTask<>(maker::get);
    }

    /** Throws what the making threw, to each that asks. */
    @Override
    public T get() {
        task.run(); // does nothing if another thread has begun it
        try {
            return task.get();
        } catch (ExecutionException thrown) {
            switch (thrown.getCause()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new IllegalStateException(thrown.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was ended");
        }
    }
}
