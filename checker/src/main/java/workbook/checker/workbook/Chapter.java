package workbook.checker.workbook;

import java.util.List;
import workbook.checker.text.Text;

/**
 * A chapter of the workbook, with its tasks in order.
 *
 * @param beyond whether its tasks are not on the checklist
 */
public record Chapter(int number, Text title, boolean beyond, List<Task> tasks) {

    public Chapter {
        tasks = List.copyOf(tasks);
    }
}
