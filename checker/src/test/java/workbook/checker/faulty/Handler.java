package workbook.checker.faulty;

import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;

/** The whole of a faulty or odd server: it answers a request. A client that leaves makes its writes throw, which ends it. */
@FunctionalInterface
public interface Handler {

    void answer(Request request, Reply reply) throws Exception;

    /** @param port 0 for any that is free */
    static ScriptedServer start(int port, Handler handler) {
        return ScriptedServer.start(port, (request, answer) -> handler.answer(request, new Reply(answer)));
    }
}
