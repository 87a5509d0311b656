package workbook.checker.load;

import java.io.IOException;

/** An answer that is not valid HTTP/1.1. */
class BadAnswer extends IOException {

    private static final long serialVersionUID = 1L;

    BadAnswer(String what) {
        super(what);
    }
}
