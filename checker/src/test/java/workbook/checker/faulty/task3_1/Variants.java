package workbook.checker.faulty.task3_1;

import java.util.List;
import workbook.checker.faulty.SplitCharacters;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task 3.1. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        return TaskVariants.join(List.of(
                SplitCharacters.of("3.1/3"),
                ReplayFaults.all(),
                ForgetfulFaults.all(),
                ProcessFaults.all(),
                SequenceFaults.all(),
                ReplayOddities.all()));
    }
}
