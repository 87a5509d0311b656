package workbook.checker.classroom.board;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A row of the board. Not thread-safe: the lock of the board guards it. */
final class Learner {

    private final String name;
    private final Map<String, Cell> cells = new TreeMap<>();
    private Instant at = Instant.EPOCH;

    Learner(String name) {
        this.name = name;
    }

    /** What is known of one task: the last verdict of each check, and how often the failing one has been tried. */
    private static final class Cell {

        private String status = "";
        private final Map<Integer, String> checks = new TreeMap<>();
        private int stuck;
        private int tries;
        private Instant since = Instant.EPOCH;

        void take(BoardMessage.TaskState state, Instant now) {
            status = state.status();
            if (status.equals("not_started")) {
                checks.clear();
            }
            // A watch makes the failing check only, so the others keep their verdicts.
            checks.putAll(state.checks());
            int failing = failing().orElse(0);
            if (failing == 0 || failing != stuck) {
                tries = 0;
                since = now;
            }
            stuck = failing;
            tries += failing == 0 ? 0 : 1;
        }

        private OptionalInt failing() {
            return checks.entrySet().stream()
                    .filter(check -> check.getValue().equals("failed"))
                    .mapToInt(Map.Entry::getKey)
                    .min();
        }

        ObjectNode json(int all) {
            long passed = checks.values().stream()
                    .filter(verdict -> verdict.equals("passed") || verdict.equals("warned"))
                    .count();
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("status", status)
                    .put("passed", passed)
                    .put("all", all)
                    .put("stuck", stuck)
                    .put("tries", tries)
                    .put("since", since.toEpochMilli());
        }
    }

    void take(BoardMessage message, Instant now) {
        at = now;
        message.tasks().forEach((id, state) -> cells.computeIfAbsent(id, task -> new Cell())
                .take(state, now));
    }

    ObjectNode json(TaskCatalogue catalogue) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("name", name).put("at", at.toEpochMilli());
        ObjectNode tasks = row.putObject("tasks");
        cells.forEach((id, cell) -> tasks.set(id, cell.json(catalogue.checks(id).size())));
        return row;
    }
}
