package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.legal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;

/** Servers of task 4.1 that are odd but right. */
final class NotificationOddities {

    private NotificationOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("4.1", "nothing odd about the notifications", new NotificationServer()),
                alone("everything, in a process of its own", new NotificationServer()),
                legal("4.1", "422, and more keys than asked for", new NotificationServer() {
                    @Override
                    String object(String id, String draft) {
                        return "{\"at\": 12, \"read\": false, \"by\": {\"name\": \"x\"}, "
                                + super.object(id, draft).substring(1);
                    }

                    @Override
                    void refuse(Reply reply, String error) {
                        reply.json(422, "{\"status\": 422, \"error\": \"The field " + error.toUpperCase() + "\"}")
                                .cut();
                    }
                }),
                legal("4.1", "a refusal that quotes what came, as it came", new NotificationServer() {
                    @Override
                    String level(JsonNode value) {
                        require(
                                value.isTextual()
                                        && List.of("success", "warning", "error")
                                                .contains(value.asText()),
                                "level: \"" + value.asText() + "\" is none of success, warning, error");
                        return value.asText();
                    }

                    @Override
                    void refuse(Reply reply, String error) {
                        reply.json(
                                        422,
                                        JSON.createObjectNode()
                                                .put("error", error)
                                                .toString())
                                .cut();
                    }
                }),
                legal("4.1", "JSON over several lines, each with its data", new NotificationServer() {
                    @Override
                    String object(String id, String draft) {
                        return super.object(id, draft)
                                .replaceFirst("\",\"", "\",\r\n  \"")
                                .replaceFirst("}$", "\n}\n");
                    }

                    @Override
                    protected String event(Message message) {
                        return ": hello\r\nfoo: bar\n" + super.event(message) + "\n\n: bye\n\n";
                    }

                    @Override
                    protected String data(String text) {
                        return super.data(text).replaceAll("(?m)^data: ", "data:");
                    }

                    @Override
                    protected String begin(String lastId) {
                        return ":\n\n";
                    }
                }),
                alone("ids are numbers", new NotificationServer() {
                    private final long first = System.nanoTime() % 1_000_000_000 * 1_000_000;

                    @Override
                    protected String id(long number) {
                        return Long.toString(first + number);
                    }

                    @Override
                    public OptionalLong number(String id) {
                        boolean ours = id.matches("[1-9][0-9]{0,17}") && Long.parseLong(id) > first;
                        return ours ? super.number(process + (Long.parseLong(id) - first)) : OptionalLong.empty();
                    }

                    @Override
                    String object(String id, String draft) {
                        return super.object(id, draft).replaceFirst("\"" + id + "\"", id);
                    }
                }),
                alone("a replay of twice the history", new NotificationServer() {
                    @Override
                    protected void evict() {
                        if (buffer.size() > 2 * capacity()) {
                            buffer.removeFirst();
                        }
                    }

                    @Override
                    String array(List<Message> messages) {
                        return super.array(
                                messages.subList(Math.max(0, messages.size() - capacity()), messages.size()));
                    }
                }));
    }

    private static Variant alone(String name, Handler handler) {
        return legal("4.1", name, new Standalone.Alone(handler));
    }
}
