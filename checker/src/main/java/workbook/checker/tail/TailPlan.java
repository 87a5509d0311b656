package workbook.checker.tail;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import workbook.checker.conformance.Endpoint;
import workbook.checker.sse.StreamItem;
import workbook.checker.wire.WireRequest;

/**
 * What is followed, and for how long.
 *
 * @param cause the request that causes an event, sent once the stream is open; empty for none
 * @param since the id of the last event that is known already; empty for none
 * @param types of the events that are shown; empty for all
 * @param most events that are shown, after which the tail is over
 * @param limit how long the tail goes on
 * @param once whether it is over when the first stream is
 */
public record TailPlan(
        Endpoint endpoint,
        Optional<WireRequest> cause,
        String since,
        Set<String> types,
        OptionalLong most,
        Optional<Duration> limit,
        boolean once) {

    public TailPlan {
        types = Set.copyOf(types);
    }

    /** Whether a client that comes back would cause nothing twice, as EventSource, which only asks by GET. */
    boolean returns() {
        return !once && !endpoint.isUnsafe();
    }

    /** Whether an item is shown: where types were chosen, their events only. */
    boolean shows(StreamItem item) {
        return types.isEmpty() || item instanceof StreamItem.Event event && types.contains(event.type());
    }
}
