package workbook.checker.proxy;

import java.util.List;
import workbook.checker.report.WireLine;

/** Is told what passes, on the thread that passes it on: it must not wait for anything. */
public interface Witness {

    /** A passage began, was answered, or ended. */
    void changed(Passage passage);

    /** What was seen of it since. */
    void saw(Passage passage, List<WireLine> lines);
}
