package workbook.checker.scripted;

/**
 * What the scripted server does with a request that is for no file. Runs on a thread of its own for each request; when it
 * returns, the connection is ended as {@link Answer#end()} does.
 */
@FunctionalInterface
public interface Script {

    void answer(Received request, Answer answer) throws Exception;
}
