package workbook.checker.faulty;

import java.util.Set;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/**
 * A server, a page or a file, and what the checks must say of it.
 *
 * @param fault id in the table of faults, or a word of our own
 * @param name the sin or the oddity in a few words
 * @param kills the check that fails, for example {@code 1.2/3}; empty for a server that is right
 */
public record Variant(String task, String fault, String name, String kills, Subject subject) {

    public static Variant faulty(String fault, String name, String kills, Handler handler) {
        return faulty(fault, name, kills, Subject.of(handler));
    }

    public static Variant faulty(String fault, String name, String kills, Subject subject) {
        return new Variant(kills.substring(0, 3), fault, name, kills, subject);
    }

    public static Variant legal(String task, String name, Handler handler) {
        return legal(task, name, Subject.of(handler));
    }

    public static Variant legal(String task, String name, Subject subject) {
        return new Variant(task, "legal", name, "", subject);
    }

    /** The checks that tell of it: its own; where a TODO is open, also those that this one needs. */
    Set<String> caughtBy() {
        return isOpenTodo()
                ? OpenTodos.withNeeds(
                        WorkbookReader.workbook(Home.find()).task(task).orElseThrow(), check())
                : Set.of(kills);
    }

    /** Whether it is a solution that leaves one TODO open. Where that answers 501, the task is not started. */
    boolean isOpenTodo() {
        return fault.startsWith("TODO ");
    }

    /** The number of the check that it must fail. */
    int check() {
        return Integer.parseInt(kills.substring(kills.indexOf('/') + 1));
    }

    @Override
    public String toString() {
        return task + " " + fault + ": " + name;
    }
}
