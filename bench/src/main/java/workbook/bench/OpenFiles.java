package workbook.bench;

import java.util.OptionalLong;
import workbook.checker.load.Descriptors;

/** The files that a process may have open, of which each connection is one. */
final class OpenFiles {

    private static final int OTHERS = 600;

    private OpenFiles() {}

    /**
     * @param clients at most at a time
     * @param each files for one of them
     * @throws BenchFault if this process may not open so many
     */
    static void require(long clients, int each) {
        OptionalLong limit = Descriptors.limit();
        long needed = each * clients + OTHERS;
        if (limit.isPresent() && limit.getAsLong() < needed) {
            throw new BenchFault(
                    "%d clients need %d open files, and a process may have %d. Either: ulimit -n %d. Or: --sizes %d"
                            .formatted(
                                    clients, needed, limit.getAsLong(), needed, (limit.getAsLong() - OTHERS) / each));
        }
    }
}
