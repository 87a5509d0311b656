package workbook.checker.workbook;

import java.util.List;
import workbook.checker.text.Text;

/**
 * One step of the suggested order.
 *
 * @param tasks ids of the tasks to do together
 * @param outcome what the learner has when they are done
 */
public record Step(List<String> tasks, Text outcome) {

    public Step {
        tasks = List.copyOf(tasks);
    }
}
