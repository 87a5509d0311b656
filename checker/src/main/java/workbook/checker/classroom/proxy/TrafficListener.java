package workbook.checker.classroom.proxy;

import java.util.List;
import workbook.checker.finding.WireLine;

/** Whoever is told of the traffic, on the thread that forwards it: a listener must not wait for anything. */
public interface TrafficListener {

    /** An exchange began, was answered, or ended. */
    void changed(ProxiedExchange exchange);

    /** Lines of an exchange since the last call. */
    void saw(ProxiedExchange exchange, List<WireLine> lines);
}
