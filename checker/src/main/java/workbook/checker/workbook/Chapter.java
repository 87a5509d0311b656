package workbook.checker.workbook;

import java.util.List;
import workbook.checker.text.Text;

/** A chapter of the checklist, with its tasks in order. */
public record Chapter(int number, Text title, List<Task> tasks) {

    public Chapter {
        tasks = List.copyOf(tasks);
    }
}
