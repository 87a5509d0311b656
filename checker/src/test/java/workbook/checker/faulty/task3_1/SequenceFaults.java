package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ReplayServer;

/** Faulty servers of task 3.1 whose sin shows itself only in a sequence of steps that no other check happens to take. */
final class SequenceFaults {

    private SequenceFaults() {}

    static List<Variant> all() {
        return List.of(faulty(
                "CR",
                "a carriage return in a message does not end the line",
                "3.1/14",
                new Standalone.Alone(new ReplayServer() {
                    @Override
                    protected String data(String text) {
                        return "data: " + String.join("\ndata: ", text.split("\n", -1)) + "\n";
                    }
                })));
    }
}
