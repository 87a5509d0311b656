package workbook.checker.scripted;

/**
 * What a server does with a request. It runs on a thread of its own for each request; when it returns, the connection is
 * closed.
 */
@FunctionalInterface
public interface Script {

    /**
     * Answers one request.
     *
     * @throws Answer.Broken when the client has left, or the server is closed
     * @throws Exception anything else is a fault of the script, see {@link ScriptedServer#takeFault()}
     */
    void answer(Request request, Answer answer) throws Exception;
}
