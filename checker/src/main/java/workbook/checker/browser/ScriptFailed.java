package workbook.checker.browser;

/** An expression of the checker's threw in the page, for example because an element is not there. */
public final class ScriptFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptFailed(String description) {
        super(description);
    }
}
