package workbook.checker.scripted;

/** What the model does when it is asked. It runs on a thread of its own, and may wait for a gate. */
@FunctionalInterface
public interface ModelScript {

    /** Answers a question. An exception ends it when the client has left, or the model is closed. */
    void play(ModelAnswer answer) throws InterruptedException;
}
