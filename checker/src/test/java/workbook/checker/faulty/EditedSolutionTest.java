package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** The lines that a faulty server changes in a solution are there. This is seen before any server is graded. */
class EditedSolutionTest {

    private final Home home = Home.find();

    @Test
    void eachEditFitsIntoItsSolution() {
        for (Task task : WorkbookReader.workbook(home).tasks()) {
            for (Variant variant : TaskVariants.of(task)) {
                if (variant.subject() instanceof EditedSolution edited) {
                    assertDoesNotThrow(() -> edited.texts(home.folder(Tree.SOLUTIONS, task)), () -> variant.toString());
                }
            }
        }
    }
}
