package workbook.checker.faulty.task2_3;

import java.util.List;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 2.3. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(
                List.of(EventTypesFaults.all(), SolutionFaults.all(), PageFaults.all(), EventTypesOddities.all()));
    }
}
