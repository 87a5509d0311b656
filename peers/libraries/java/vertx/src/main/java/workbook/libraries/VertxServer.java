package workbook.libraries;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.LocalTime;

/** Vert.x, whose core writes chunks and knows nothing of events. */
public final class VertxServer {

    private VertxServer() {}

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        vertx.createHttpServer()
                .requestHandler(request -> events(vertx, request))
                .listen(Integer.parseInt(System.getenv("PORT")), "127.0.0.1");
    }

    private static void events(Vertx vertx, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!request.path().equals("/events")) {
            response.setStatusCode(404).end();
            return;
        }
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream");
        long timer = vertx.setPeriodic(1000, n -> response.write("data: it is " + LocalTime.now() + "\n\n"));
        response.closeHandler(gone -> vertx.cancelTimer(timer));
    }
}
