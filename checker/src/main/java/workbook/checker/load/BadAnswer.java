package workbook.checker.load;

import java.io.IOException;

/** What came is no answer that HTTP/1.1 knows. */
class BadAnswer extends IOException {

    private static final long serialVersionUID = 1L;

    BadAnswer(String what) {
        super(what);
    }
}
