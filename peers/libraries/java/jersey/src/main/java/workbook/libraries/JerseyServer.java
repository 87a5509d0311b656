package workbook.libraries;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.time.LocalTime;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Jersey on Grizzly, with the SseEventSink of Jakarta REST. */
public final class JerseyServer {

    private JerseyServer() {}

    /** The resource. */
    @Path("events")
    public static class Events {

        @GET
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void events(@Context SseEventSink sink, @Context Sse sse) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (!sink.isClosed()) {
                        OutboundSseEvent event = sse.newEventBuilder()
                                .name("message-to-client")
                                .data(String.class, "it is " + LocalTime.now())
                                .build();
                        sink.send(event);
                        Thread.sleep(1000);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    public static void main(String[] args) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + System.getenv("PORT") + "/");
        GrizzlyHttpServerFactory.createHttpServer(uri, new ResourceConfig(Events.class));
        Thread.currentThread().join();
    }
}
