package workbook.checker.scripted;

import java.io.IOException;

/** What the model does when it is asked. It runs on a thread of its own, and may wait for a gate. */
@FunctionalInterface
public interface ModelScript {

    /** Throws when the asker has left, or the model is closed: that ends it. */
    void play(ModelAnswer answer) throws IOException, InterruptedException;
}
