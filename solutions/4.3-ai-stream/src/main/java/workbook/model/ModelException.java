package workbook.model;

/** The model gave no answer, or only a part of it. The message may be shown to the one who asked. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String detail;

    ModelException(String message) {
        this(message, null);
    }

    public ModelException(String message, Throwable cause) {
        this(message, "", cause);
    }

    /** @param detail what the endpoint said, which is for the log and for nobody else */
    ModelException(String message, String detail, Throwable cause) {
        super(message, cause);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
