package workbook.libraries;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;

/** Helidon SE, with events written by hand to the output stream of the response. */
public final class HandServer {

    private HandServer() {}

    public static void main(String[] args) {
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(System.getenv("PORT")))
                .routing(routing -> routing.get("/events", HandServer::events))
                .build()
                .start();
    }

    private static void events(ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = response.outputStream()) {
            while (true) {
                out.write(("data: it is " + LocalTime.now() + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(1000);
            }
        }
    }
}
