package workbook.checker.load;

/** An answer that is good HTTP, but no event stream. */
final class NoStream extends BadAnswer {

    private static final long serialVersionUID = 1L;

    NoStream(AnswerHead head) {
        super(head.status() == 200 ? "200, Content-Type: " + head.type() : Integer.toString(head.status()));
    }
}
