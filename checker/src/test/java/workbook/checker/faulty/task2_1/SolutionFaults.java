package workbook.checker.faulty.task2_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import java.util.Set;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Variant;

/** Faults of task 2.1 that show themselves only when the server is started with other settings. */
final class SolutionFaults {

    private static final Set<Integer> SERVER = Set.of(1, 2, 3, 4, 5, 6, 7, 8);
    private static final String COUNT = "duration.toNanos() / this.interval";

    private SolutionFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("own", "ten events, whatever the config says", "2.1/5", new EditedSolution(COUNT, "10", SERVER)),
                faulty(
                        "own",
                        "the number of events is computed in floating point",
                        "2.1/5",
                        new EditedSolution(
                                COUNT, "(long) ((duration.toNanos() / 1e9) / (interval.toNanos() / 1e9))", SERVER)));
    }
}
