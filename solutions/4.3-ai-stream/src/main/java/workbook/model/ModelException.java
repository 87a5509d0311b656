package workbook.model;

/** The model gave no answer, or only a part of it. The message may be shown to the one who asked. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
