package workbook.checker.server;

/** A server under test could not be started or reached. */
public final class ServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    public ServerException(Trouble trouble) {
        super(trouble.sentence().en());
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}
