package workbook.checker.clients;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import workbook.checker.server.MachinePace;

/**
 * How long is waited.
 *
 * @param answer for what must come, on a quiet machine
 * @param quiet the least time in which what must not come would come
 * @param habit for a client to come back of which nothing is known yet
 * @param absence the least time for which a client is watched that must not come back
 * @param pause between two pieces that a client is to read one by one; nothing where it reads chunk by chunk
 */
public record Times(Duration answer, Duration quiet, Duration habit, Duration absence, Duration pause) {

    /** For programs of which nothing is known. */
    public static final Times USUAL = new Times(
            Duration.ofSeconds(5),
            Duration.ofMillis(400),
            Duration.ofSeconds(12),
            Duration.ofSeconds(2),
            Duration.ofMillis(2));

    /** The same for a client that takes so long to start when it is alone, and longer when others start beside it. */
    Times after(Duration startup) {
        return new Times(answer.plus(startup.multipliedBy(3)), quiet, habit, absence, pause);
    }

    Duration limit(Duration more) {
        return MachinePace.now().stretch(answer.plus(more));
    }

    /** How long a client is watched that must not come back: what it was told may not be what it obeys after a refusal. */
    Duration absence(Habits habits) {
        Duration own = Stream.of(absence, habits.delay(), habits.retry().multipliedBy(3))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return MachinePace.now().stretch(quiet.plus(own));
    }

    Duration quietFor(Duration usual) {
        return MachinePace.now().stretch(quiet.plus(usual.multipliedBy(3)));
    }
}
