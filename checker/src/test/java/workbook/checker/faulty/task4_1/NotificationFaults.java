package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.faulty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ClockServer;

/** Faulty servers of task 4.1 that show their sin without a restart and with any history. */
final class NotificationFaults {

    private NotificationFaults() {}

    static List<Variant> all() {
        return Stream.of(answers(), histories(), streams(), inputs(), markup(), replays(), seams())
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Variant> answers() {
        return List.of(
                faulty("H3", "a stream that may be cached", "4.1/1", new NotificationServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("200", "200 for a notification", "4.1/2", new NotificationServer() {
                    @Override
                    protected void accept(Reply reply, String object, ObjectNode draft) {
                        reply.json(200, object).cut();
                    }
                }),
                faulty("echo", "the answer has no id", "4.1/2", new NotificationServer() {
                    @Override
                    protected void accept(Reply reply, String object, ObjectNode draft) {
                        reply.json(201, draft.toString()).cut();
                    }
                }),
                faulty("null", "a text that is null is sent as null", "4.1/2", new NotificationServer() {
                    @Override
                    ObjectNode draft(JsonNode body) {
                        ObjectNode draft = super.draft(body);
                        return body.path("text").isNull() ? draft.putNull("text") : draft;
                    }
                }),
                faulty("absent", "a text that is absent is refused", "4.1/2", new NotificationServer() {
                    @Override
                    String text(JsonNode value) {
                        require(!value.isMissingNode(), "text: missing");
                        return super.text(value);
                    }
                }));
    }

    private static List<Variant> histories() {
        return List.of(
                faulty("newest", "newest first", "4.1/3", new NotificationServer() {
                    @Override
                    String array(List<Message> messages) {
                        return super.array(messages.reversed());
                    }
                }),
                faulty("wrapped", "the array in an object", "4.1/3", new NotificationServer() {
                    @Override
                    String array(List<Message> messages) {
                        return "{\"notifications\": " + super.array(messages) + "}";
                    }
                }),
                faulty("stale", "the newest is left out", "4.1/3", new NotificationServer() {
                    @Override
                    String array(List<Message> messages) {
                        return super.array(messages.subList(0, Math.max(0, messages.size() - 1)));
                    }
                }),
                faulty("bare", "no ids in the history", "4.1/3", new NotificationServer() {
                    @Override
                    String array(List<Message> messages) {
                        return super.array(messages).replaceAll("\"id\":\"[^\"]*\",", "");
                    }
                }));
    }

    private static List<Variant> streams() {
        return List.of(
                faulty("T1", "the level as the type", "4.1/4", new NotificationServer() {
                    @Override
                    String type(Message message) {
                        return message.text().replaceFirst(".*\"level\":\"([a-z]+)\".*", "$1");
                    }
                }),
                faulty("T2", "no type", "4.1/4", events(event -> event.replace("event: notification\n", ""))),
                faulty(
                        "W1",
                        "JSON over several lines under one data",
                        "4.1/4",
                        events(event -> event.replace(",", ",\n"))),
                faulty(
                        "forged",
                        "an id in the body of a POST takes the place of the server's",
                        "4.1/4",
                        new NotificationServer() {
                            @Override
                            ObjectNode draft(JsonNode body) {
                                ObjectNode draft = super.draft(body);
                                return body.has("id") ? draft.set("id", body.get("id")) : draft;
                            }
                        }),
                faulty("R1", "no ids on the stream", "4.1/4", events(event -> event.replaceFirst("id: .*\n", ""))),
                faulty(
                        "nolevel",
                        "no level on the stream",
                        "4.1/4",
                        events(event -> event.replaceFirst("\"level\":\"[a-z]+\",", ""))));
    }

    private static NotificationServer events(UnaryOperator<String> change) {
        return new NotificationServer() {
            @Override
            protected String event(Message message) {
                return change.apply(super.event(message));
            }
        };
    }

    private static List<Variant> inputs() {
        return List.of(
                faulty("level", "any level will do", "4.1/12", new NotificationServer() {
                    @Override
                    String level(JsonNode value) {
                        require(value.isTextual() && !value.asText().isEmpty(), "level: no string");
                        return value.asText();
                    }
                }),
                faulty("title", "a title that is no string is made one", "4.1/12", new NotificationServer() {
                    @Override
                    String title(JsonNode value) {
                        require(value.isValueNode() && !value.asText("").isEmpty(), "title: missing");
                        return value.asText();
                    }
                }),
                faulty("empty", "an empty title", "4.1/12", new NotificationServer() {
                    @Override
                    String title(JsonNode value) {
                        require(value.isTextual(), "title: no string");
                        return value.asText();
                    }
                }),
                faulty("500", "500 for a text that is no string", "4.1/12", new NotificationServer() {
                    @Override
                    void refuse(Reply reply, String error) {
                        reply.json(error.startsWith("text") ? 500 : 400, "{\"error\": \"" + error + "\"}")
                                .cut();
                    }
                }),
                faulty("mute", "no reason", "4.1/12", new NotificationServer() {
                    @Override
                    void refuse(Reply reply, String error) {
                        reply.json(400, "{}").cut();
                    }
                }),
                faulty("W11", "bytes that are not UTF-8", "4.1/12", new NotificationServer() {
                    @Override
                    protected String decode(byte[] body) {
                        return new String(body, StandardCharsets.UTF_8);
                    }
                }),
                faulty("kept", "refused, and yet sent to everybody", "4.1/12", new NotificationServer() {
                    @Override
                    String level(JsonNode value) {
                        try {
                            return super.level(value);
                        } catch (IllegalArgumentException e) {
                            publishAnyway();
                            throw e;
                        }
                    }

                    private void publishAnyway() {
                        try {
                            publish("{\"level\":\"error\",\"title\":\"?\",\"text\":\"\"}");
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }),
                faulty("curt", "one sentence for every fault", "4.1/13", new NotificationServer() {
                    @Override
                    void refuse(Reply reply, String error) {
                        super.refuse(reply, "invalid notification");
                    }
                }));
    }

    private static List<Variant> markup() {
        return List.of(
                faulty("S5", "escaped for HTML", "4.1/14", texts(NotificationFaults::escape)),
                faulty("S5b", "escaped for HTML on the stream alone", "4.1/14", events(NotificationFaults::escape)),
                faulty("S5c", "tags are taken out", "4.1/14", texts(text -> text.replaceAll("<[^>]*>", ""))),
                faulty("W5", "trimmed", "4.1/14", texts(String::strip)),
                faulty("W7", "line breaks become spaces", "4.1/14", texts(text -> text.replaceAll("[\r\n]+", " "))));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Changes what was taken in; an empty title is not one of the sins. */
    private static NotificationServer texts(UnaryOperator<String> change) {
        return new NotificationServer() {
            @Override
            String title(JsonNode value) {
                String title = super.title(value);
                String changed = change.apply(title);
                return changed.isEmpty() ? title : changed;
            }

            @Override
            String text(JsonNode value) {
                return change.apply(super.text(value));
            }
        };
    }

    private static List<Variant> replays() {
        return List.of(
                faulty("R15", "the whole history for a new client", "4.1/5", new NotificationServer() {
                    @Override
                    protected long place(String lastId) {
                        return lastId.isEmpty() ? 0 : super.place(lastId);
                    }
                }),
                faulty("R2", "Last-Event-ID is not read", "4.1/6", new NotificationServer() {
                    @Override
                    protected long place(String lastId) {
                        return newest;
                    }
                }),
                faulty("R3", "the replay begins with the id of the header", "4.1/6", new NotificationServer() {
                    @Override
                    protected long place(String lastId) {
                        long place = super.place(lastId);
                        return place < 0 || place == newest ? place : Math.max(0, place - 1);
                    }
                }),
                faulty("unknown", "an unknown id counts as none", "4.1/7", new NotificationServer() {
                    @Override
                    protected long place(String lastId) {
                        return number(lastId).orElse(newest);
                    }
                }),
                faulty("S8", "500 for an id that does not parse", "4.1/7", new NotificationServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        if (lastId.startsWith(process) && !lastId.matches(process + "[0-9]+")) {
                            reply.json(500, "{\"error\": \"NumberFormatException\"}")
                                    .cut();
                        }
                        super.get(lastId, reply);
                    }
                }));
    }

    private static List<Variant> seams() {
        return List.of(
                faulty("R4", "first the copy, then the live stream", "4.1/8", new NotificationServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        if (lastId.length() > 1000) {
                            super.get(lastId, reply);
                            return;
                        }
                        long place = place(lastId);
                        List<Message> replay = place >= 0 && place < newest ? awaitAfter(place) : List.of();
                        ClockServer.pause(1);
                        long live = replay.isEmpty() ? place : newest;
                        head(reply);
                        reply.write(begin(lastId));
                        replay.forEach(message -> send(reply, message));
                        stream(live, reply);
                    }
                }),
                faulty("R4c", "the history gets it after the stream", "4.1/9", new Apart(12, false)),
                faulty("order", "the history has an order of its own", "4.1/9", new Apart(8, true)));
    }

    /** Keeps the history beside the buffer of the stream, and puts into it what the stream has already. */
    private static final class Apart extends NotificationServer {

        private final int pause;
        private final boolean random;
        private final List<Message> history = new ArrayList<>();

        private Apart(int pause, boolean random) {
            this.pause = pause;
            this.random = random;
        }

        @Override
        protected String publish(String text) throws Exception {
            String id = super.publish(text);
            ClockServer.pause(random ? ThreadLocalRandom.current().nextInt(pause) : pause);
            lock.lock();
            try {
                history.add(new Message(number(id).orElseThrow(), text));
                if (history.size() > capacity()) {
                    history.removeFirst();
                }
            } finally {
                lock.unlock();
            }
            return id;
        }

        @Override
        String history() {
            lock.lock();
            try {
                return array(history);
            } finally {
                lock.unlock();
            }
        }
    }
}
