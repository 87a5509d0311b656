package workbook.checker.checks.task6_1;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Posting;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.probe.Connection;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/**
 * Posts that come back after a 503. The log is up, but where it is one in Java on a busy machine it may be slower than a
 * node waits for it, and then 503 is the right answer. A node that answers so at once has not waited, and nothing excuses
 * it but a log that has just come back. What was refused may be in the log all the same, so a message may come twice, the
 * first time with an id that no POST was told.
 */
final class PatientPosting implements Posting {

    private static final TextPosting ONCE = new TextPosting();

    /** A node that gives up sooner has not waited for its log (contract 6.1 C6). */
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Predicate<Probe> isJustBack;

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** The ids of those that were refused at first and accepted later. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param isJustBack whether this node has its log again only since a moment ago, and may not know it */
    PatientPosting(Predicate<Probe> isJustBack) {
        this.isJustBack = isJustBack;
    }

    @Override
    public String roomKey() {
        return ONCE.roomKey();
    }

    @Override
    public Connection send(Probe probe, String text) {
        return send(probe, text, () -> ONCE.send(probe, text));
    }

    @Override
    public Connection sendInTwo(Probe probe, String text) {
        return send(probe, text, () -> ONCE.sendInTwo(probe, text));
    }

    /** The first answer that is no excusable 503; the last one if there is none in time. */
    private Connection send(Probe probe, String text, Supplier<Connection> post) {
        AtomicReference<Connection> answer = new AtomicReference<>();
        PolledCondition.await(
                () -> {
                    answer.set(post.get());
                    return !isExcused(probe, answer.get(), text);
                },
                probe.answer());
        return answer.get();
    }

    private boolean isExcused(Probe probe, Connection answer, String text) {
        boolean unavailable = answer.awaitHead(probe.answer())
                .filter(head -> head.status() == 503)
                .isPresent();
        if (unavailable) {
            refused.add(text);
        }
        return unavailable && (hasWaited(answer) || isJustBack.test(probe));
    }

    private static boolean hasWaited(Connection answer) {
        return answer.headAt().filter(at -> at.compareTo(WAIT) >= 0).isPresent();
    }

    @Override
    public Posted accepted(Probe probe, Connection answer, String text) {
        Posted message = ONCE.accepted(probe, answer, text);
        if (refused.contains(text)) {
            told.add(message.id());
        }
        return message;
    }

    @Override
    public boolean isStray(StreamItem.Event event) {
        return refused.contains(event.data()) && !told.contains(event.lastEventId());
    }

    /** Whether the log has what was accepted and nothing else. */
    boolean isAllAccepted() {
        return refused.isEmpty();
    }
}
