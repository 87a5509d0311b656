package workbook.checker.faulty.task4_1;

import java.util.List;
import workbook.checker.faulty.SplitCharacters;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 4.1. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(List.of(
                SplitCharacters.of("4.1/2"),
                NotificationFaults.all(),
                ForgetfulFaults.all(),
                ProcessFaults.all(),
                PageFaults.all(),
                SequenceFaults.all(),
                NotificationOddities.all()));
    }
}
