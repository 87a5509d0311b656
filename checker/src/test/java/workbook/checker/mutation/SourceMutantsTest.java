package workbook.checker.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a source becomes by one small change. */
class SourceMutantsTest {

    private static final String SOURCE =
            """
            package workbook;

            import java.util.concurrent.locks.ReentrantLock;

            @SuppressWarnings("all")
            class Counter {
                private final ReentrantLock lock = new ReentrantLock();
                private int count;

                boolean add(int more) {
                    lock.lock();
                    try {
                        if (more < 0 && count * more == 4) {
                            throw new IllegalArgumentException("no: " + more);
                        }
                        count = count + more;
                        count++;
                        System.Logger.class.getName();
                        LOGGER.log("left alone");
                        return count > 10;
                    } finally {
                        lock.unlock();
                    }
                }

                void close(AutoCloseable one) throws Exception {
                    try {
                        one.close();
                    } finally {
                        count = 0;
                    }
                }
            }
            """;

    private static final List<Mutant> MUTANTS = SourceMutants.of(Path.of("Counter.java"), SOURCE);

    @ParameterizedTest
    @EnumSource
    void everyKindOfChangeIsThere(Mutation mutation) {
        assertTrue(MUTANTS.stream().anyMatch(mutant -> mutant.mutation() == mutation), MUTANTS::toString);
    }

    @Test
    void eachChangesItsPlaceAndNoOther() {
        Set<String> changed = MUTANTS.stream()
                .map(mutant -> lines(SOURCE).stream()
                        .filter(line -> !lines(mutant.applyTo(SOURCE)).contains(line))
                        .map(String::strip)
                        .collect(Collectors.joining(" | ")))
                .collect(Collectors.toSet());
        assertTrue(changed.contains("lock.lock(); | lock.unlock();"), changed::toString);
        assertTrue(changed.contains("return count > 10;"), changed::toString);
        assertEquals(
                MUTANTS.size(),
                MUTANTS.stream()
                        .map(mutant -> mutant.applyTo(SOURCE))
                        .distinct()
                        .count());
    }

    @Test
    void eachHasANameOfItsOwn() {
        assertEquals(MUTANTS.size(), MUTANTS.stream().map(Mutant::id).distinct().count());
    }

    @Test
    void whatIsLoggedThrownOrAnnotatedIsLeftAlone() {
        for (Mutant mutant : MUTANTS) {
            String changed = mutant.applyTo(SOURCE);
            assertTrue(changed.contains("LOGGER.log(\"left alone\");"), mutant::toString);
            assertTrue(changed.contains("new IllegalArgumentException(\"no: \" + more)"), mutant::toString);
            assertTrue(changed.contains("@SuppressWarnings(\"all\")"), mutant::toString);
        }
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
