package workbook.checker.faulty.task3_2;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.HeartbeatServer;

/** Faulty servers of task 3.2 whose sin shows itself only in a sequence of steps that no other check happens to take. */
final class SequenceFaults {

    private SequenceFaults() {}

    static List<Variant> all() {
        return List.of(
                alone("same", "a message equal to the one before is dropped", withoutRepetitions()),
                alone("CR", "a carriage return in a message does not end the line", new HeartbeatServer() {
                    @Override
                    protected String event(String message) {
                        return "data: " + String.join("\ndata: ", message.split("\n", -1)) + "\n\n";
                    }
                }));
    }

    private static Variant alone(String fault, String name, Handler handler) {
        return faulty(fault, name, "3.2/13", new Standalone.Alone(handler));
    }

    private static HeartbeatServer withoutRepetitions() {
        return new HeartbeatServer() {
            private String last = "";

            @Override
            protected synchronized void publish(String message) throws Exception {
                boolean same = message.equals(last);
                last = message;
                if (!same) {
                    super.publish(message);
                }
            }
        };
    }
}
