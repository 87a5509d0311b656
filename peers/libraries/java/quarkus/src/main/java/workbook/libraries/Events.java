package workbook.libraries;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.LocalTime;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Quarkus REST, with a Multi. */
@Path("/events")
public class Events {

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    public Multi<String> events() {
        return Multi.createFrom().ticks().every(Duration.ofSeconds(1)).map(n -> "it is " + LocalTime.now());
    }
}
