package workbook.checker.faulty.task2_1;

import java.util.List;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 2.1. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(List.of(FirstStreamFaults.all(), SolutionFaults.all(), FirstStreamOddities.all()));
    }
}
