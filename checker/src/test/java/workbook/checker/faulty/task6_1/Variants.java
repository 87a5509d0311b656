package workbook.checker.faulty.task6_1;

import java.util.List;
import workbook.checker.faulty.SplitCharacters;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 6.1. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(List.of(
                SplitCharacters.of("6.1/3"),
                NodeFaults.all(),
                DeathFaults.all(),
                OutageFaults.all(),
                PastFaults.all(),
                Oddities.all()));
    }
}
