package workbook.checker.faulty.task4_3;

import java.util.List;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 4.3. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(
                List.of(AnswerFaults.all(), AnswerEndFaults.all(), PageFaults.all(), AnswerOddities.all()));
    }
}
