package workbook.checker.classroom.proxy;

import java.util.List;
import workbook.checker.finding.WireLine;

/** Is told what passes, on the thread that passes it on: it must not wait for anything. */
public interface TrafficListener {

    /** A passage began, was answered, or ended. */
    void changed(ProxiedExchange passage);

    /** What was seen of it since. */
    void saw(ProxiedExchange passage, List<WireLine> lines);
}
