package workbook;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The questions by id. When there is no room for another, the oldest is forgotten; and each is after a while, since a
 * page opens the stream at once.
 */
final class Questions {

    private static final int ROOM = 1000;
    private static final Duration AGE = Duration.ofMinutes(10);

    private final Map<String, Question> byId = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Question> eldest) {
            return size() > ROOM;
        }
    });

    /** Keeps a question under an id that nobody can guess: an answer is only for the one who asked. */
    String add(String text) {
        byId.values().removeIf(question -> question.isOlderThan(AGE));
        String id = UUID.randomUUID().toString();
        byId.put(id, new Question(text));
        return id;
    }

    Optional<Question> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(question -> !question.isOlderThan(AGE));
    }
}
