package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.faulty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 4.1 that are right in every short walk, and with all that one would try first. */
final class ForgetfulFaults {

    private ForgetfulFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("blank", "a blank title is refused", "4.1/2", new NotificationServer() {
                    @Override
                    String title(JsonNode value) {
                        require(!value.asText().isBlank(), "title: blank");
                        return super.title(value);
                    }
                }),
                faulty(
                        "equal",
                        "a notification equal to the one before is left out",
                        "4.1/4",
                        new NotificationServer() {
                            private final Map<Reply, String> before = new ConcurrentHashMap<>();

                            @Override
                            protected void send(Reply reply, Message message) {
                                if (!message.text().equals(before.put(reply, message.text()))) {
                                    super.send(reply, message);
                                }
                            }
                        }),
                faulty("nobody", "keeps notifications for replay only while somebody listens", "4.1/6", new Listened()),
                faulty("limit", "a replay of the newest fifty, and then live", "4.1/6", new NotificationServer() {
                    @Override
                    protected void stream(long from, Reply reply) throws Exception {
                        long place = from;
                        if (from > 0 && from < newest) {
                            List<Message> messages = awaitAfter(from);
                            messages.subList(Math.max(0, messages.size() - 50), messages.size())
                                    .forEach(message -> send(reply, message));
                            place = messages.getLast().number();
                        }
                        super.stream(place, reply);
                    }
                }),
                faulty("case", "a level in capitals will do", "4.1/12", new NotificationServer() {
                    @Override
                    String level(JsonNode value) {
                        require(
                                List.of("success", "warning", "error")
                                        .contains(value.asText().toLowerCase(Locale.ROOT)),
                                "level: not one of the three");
                        return value.asText();
                    }
                }),
                faulty(
                        "prefix",
                        "the begin of a level will do",
                        "4.1/12",
                        levels((level, known) -> known.startsWith(level))),
                faulty(
                        "dollar",
                        "a line end behind a level is let by",
                        "4.1/12",
                        levels((level, known) -> Pattern.compile("^" + known + "$")
                                .matcher(level)
                                .find())),
                faulty(
                        "inherited",
                        "what each object of JavaScript has is a level",
                        "4.1/12",
                        levels((level, known) -> known.equals(level) || level.equals("constructor"))),
                faulty("curt", "bad, and the name of the field", "4.1/13", new NotificationServer() {
                    @Override
                    void refuse(Reply reply, String error) {
                        super.refuse(reply, "bad " + error.replaceFirst(":.*", ""));
                    }
                }),
                faulty("cut", "a long text is cut on the stream, and not in the history", "4.1/14", new Cut()));
    }

    /**
     * A server that looks at its levels in another way.
     *
     * @param fits whether a level that came is one that is known
     */
    private static NotificationServer levels(BiPredicate<String, String> fits) {
        return new NotificationServer() {
            @Override
            String level(JsonNode value) {
                String level = value.isTextual() ? value.asText() : "";
                require(
                        !level.isEmpty()
                                && Stream.of("success", "warning", "error").anyMatch(known -> fits.test(level, known)),
                        "level: not one of the three");
                return level;
            }
        };
    }

    /** Its history is whole; what is replayed is apart, and filled only while there are clients. */
    private static final class Listened extends NotificationServer {

        private final AtomicInteger listening = new AtomicInteger();

        @Override
        protected void stream(long from, Reply reply) throws Exception {
            listening.incrementAndGet();
            try {
                super.stream(from, reply);
            } finally {
                listening.decrementAndGet();
            }
        }

        private long unheard;

        @Override
        protected void evict() {
            super.evict();
            if (listening.get() == 0) {
                unheard = newest;
            }
        }

        @Override
        protected boolean missed(long place, List<Message> messages) {
            return super.missed(place, messages) || place > 0 && place < unheard;
        }
    }

    private static final class Cut extends NotificationServer {

        @Override
        protected String event(Message message) {
            return super.event(
                    new Message(message.number(), message.text().replaceAll("(\"text\":\"[^\"]{120})[^\"]*", "$1")));
        }
    }
}
