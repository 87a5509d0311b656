package workbook.model;

import io.helidon.config.Config;

/** Answers questions, piece by piece. */
public interface Model {

    /** Takes the pieces of an answer. */
    @FunctionalInterface
    interface Pieces {
        /** Takes the next piece: 1 to 4096 characters, all of them whole. It may wait, and then the model waits, too. */
        void accept(String text) throws InterruptedException;
    }

    /**
     * Asks the model, and hands over each piece of the answer as soon as it is made. Returns when the answer is complete.
     *
     * <p>Waits for the model, which may take long. Call it on a virtual thread: an interrupt ends the waiting at once and
     * closes the connection to the model, so that it stops working.
     *
     * @throws ModelException if there is no answer, or only a part of it
     * @throws InterruptedException if the thread was interrupted
     */
    void answer(String question, Pieces pieces) throws ModelException, InterruptedException;

    /** The model that the section {@code model} of the configuration names. */
    static Model of(Config model) {
        return model.get("url").asString().filter(url -> !url.isBlank()).isPresent()
                ? new OpenAiModel(OpenAiSettings.of(model))
                : new EmbeddedModel(Lessons.load(), EmbeddedModel.delay(model));
    }
}
