package workbook.checker.browser;

/** A page does not answer: its own code holds it, or the browser has crashed. */
public final class PageHangs extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PageHangs(String command) {
        super(command);
    }

    PageHangs(String command, Throwable cause) {
        super(command, cause);
    }
}
