package workbook.checker.faulty;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import workbook.checker.scripted.Request;

/** Names of headers, as a server takes them that does not know that they have no case (RFC 9110 5.1). */
public final class Spelling {

    private Spelling() {}

    /** The request as such a server has it: without this header, unless its name is written just like that. */
    public static Request only(String name, Request request) {
        if (request.names().contains(name)) {
            return request;
        }
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.remove(name.toLowerCase(Locale.ROOT));
        return new Request(
                request.at(),
                request.method(),
                request.target(),
                headers,
                request.names(),
                request.body(),
                request.version());
    }
}
