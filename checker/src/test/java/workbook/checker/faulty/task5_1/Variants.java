package workbook.checker.faulty.task5_1;

import java.util.List;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 5.1. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(List.of(
                ProductionFaults.all(),
                NginxFaults.all(),
                SequenceFaults.all(),
                GuardFaults.all(),
                ProductionFaults.oddities(),
                NginxFaults.oddities(),
                GuardFaults.oddities()));
    }
}
