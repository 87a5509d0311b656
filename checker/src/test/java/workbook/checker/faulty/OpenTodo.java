package workbook.checker.faulty;

/**
 * A solution in which one TODO of the stub is still open, and all others are done.
 *
 * @param number that of the TODO, and of the check that looks at it
 * @param left what it leaves undone, in a few words
 */
public record OpenTodo(int number, String left, EditedSolution solution) {

    /** @param from lines of the solution, which are in one of its sources */
    public static OpenTodo open(int number, String left, String from, String to) {
        return new OpenTodo(number, left, new EditedSolution(from, to));
    }

    /** One more place of the solution that is not written. */
    public OpenTodo and(String from, String to) {
        return new OpenTodo(number, left, solution.and(from, to));
    }

    Variant variant(String task) {
        return Variant.faulty("TODO " + number, left, task + "/" + number, solution);
    }
}
