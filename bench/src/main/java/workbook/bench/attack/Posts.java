package workbook.bench.attack;

import java.util.Map;

/**
 * What a task takes by POST.
 *
 * @param path empty if it takes nothing
 * @param json whether it takes JSON, and text otherwise
 */
record Posts(String path, boolean json) {

    private static final Posts NONE = new Posts("", false);
    private static final Map<String, Posts> BY_TASK = Map.of(
            "1.2", new Posts("/echo", true),
            "3.1", new Posts("/messages", false),
            "3.2", new Posts("/messages", false),
            "3.3", new Posts("/messages", false),
            "4.1", new Posts("/notifications", true),
            "4.3", new Posts("/questions", true),
            "5.1", new Posts("/messages", false),
            "5.2", new Posts("/ask", true));

    static Posts of(String task) {
        return BY_TASK.getOrDefault(task, NONE);
    }

    boolean any() {
        return !path.isEmpty();
    }

    /** Whether a text that is posted is kept for readers. */
    boolean broadcast() {
        return any() && !json;
    }

    /** The head of a request with these further fields. */
    String request(Victim victim, String fields) {
        return request(victim, fields, json ? "application/json" : "text/plain");
    }

    String request(Victim victim, String fields, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + victim.authority()
                + "\r\nAuthorization: Bearer workbook\r\nContent-Type: " + type + "\r\n" + fields + "\r\n\r\n";
    }
}
