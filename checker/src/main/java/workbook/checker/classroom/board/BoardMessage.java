package workbook.checker.classroom.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a learner's checker sends to the board. Nothing else is sent.
 *
 * @param tasks by their ids
 */
public record BoardMessage(String name, Map<String, TaskState> tasks) {

    static final Set<String> STATUSES = Set.of("passed", "failed", "not_started", "error", "skipped");
    static final Set<String> VERDICTS = Set.of("passed", "failed", "warned", "skipped", "broken");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The result of one task.
     *
     * @param checks verdicts by the numbers of the checks that were made
     */
    public record TaskState(String status, Map<Integer, String> checks) {

        public TaskState {
            checks = Map.copyOf(checks);
        }
    }

    public BoardMessage {
        tasks = Map.copyOf(tasks);
    }

    /**
     * Reads a message that came from outside, or from the file. Unknown fields are ignored.
     *
     * @throws IllegalArgumentException if this is no message about tasks of this workbook, with a sentence for the
     *     sender
     */
    static BoardMessage read(String json, TaskCatalogue catalogue) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: no JSON", e);
        }
        require(
                root != null
                        && root.path("name").isTextual()
                        && root.path("tasks").isObject(),
                "want name and tasks");
        String name = LearnerName.checked(root.get("name").textValue());
        Map<String, TaskState> tasks = new LinkedHashMap<>();
        root.get("tasks").properties().forEach(task -> {
            require(catalogue.knows(task.getKey()), "tasks: one is not in this workbook");
            tasks.put(task.getKey(), state(task.getValue(), catalogue.checks(task.getKey())));
        });
        return new BoardMessage(name, tasks);
    }

    private static TaskState state(JsonNode task, Set<Integer> known) {
        String status = task.path("status").asText();
        require(STATUSES.contains(status), "status: unknown");
        Map<Integer, String> checks = new LinkedHashMap<>();
        task.path("checks").properties().forEach(check -> {
            int number = check.getKey().matches("\\d{1,2}") ? Integer.parseInt(check.getKey()) : 0;
            require(known.contains(number), "checks: one is not in this workbook");
            require(VERDICTS.contains(check.getValue().asText()), "checks: unknown verdict");
            checks.put(number, check.getValue().asText());
        });
        return new TaskState(status, checks);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    ObjectNode json() {
        ObjectNode root = JSON.createObjectNode().put("name", name);
        ObjectNode all = root.putObject("tasks");
        tasks.forEach((id, state) -> {
            ObjectNode checks = all.putObject(id).put("status", state.status()).putObject("checks");
            state.checks().forEach((number, verdict) -> checks.put(Integer.toString(number), verdict));
        });
        return root;
    }
}
