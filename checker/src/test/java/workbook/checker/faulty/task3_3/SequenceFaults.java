package workbook.checker.faulty.task3_3;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 3.3 whose sin shows itself only in a sequence of steps that no other check happens to take. */
final class SequenceFaults {

    private static final String KILLS = "3.3/14";

    private SequenceFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("asleep", "the first message after one that nobody heard is lost", KILLS, asleep()),
                faulty("CR", "a carriage return in a message does not end the line", KILLS, new BroadcastServer() {
                    @Override
                    String block(String message) {
                        return "data: " + String.join("\ndata: ", message.split("\n", -1)) + "\n\n";
                    }
                }));
    }

    private static BroadcastServer asleep() {
        return new BroadcastServer() {
            private boolean asleep;

            @Override
            void publish(String message) throws Exception {
                boolean wakes = asleep && connected() > 0;
                asleep = connected() == 0;
                if (!wakes) {
                    super.publish(message);
                }
            }
        };
    }
}
