package workbook.checker.classroom.proxy;

import java.util.List;
import workbook.checker.finding.WireLine;

/** Hears of the traffic on the thread that forwards it, so it must not wait for anything. */
public interface TrafficListener {

    /** Called when an exchange has begun, was answered, or has ended. */
    void changed(ProxiedExchange exchange);

    /** Called with the lines of an exchange since the last call. */
    void saw(ProxiedExchange exchange, List<WireLine> lines);
}
