package workbook;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

/** [[write: what this service does, in one sentence]] */
final class @service@ implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    private void events(ServerRequest req, ServerResponse res) {
        try (SseSink sink = res.sink(SseSink.TYPE)) {
            // [[write: what the stream sends]]
        }
    }
}
