package workbook.checker.probe;

import java.util.Random;

/**
 * What random payloads are drawn from. Each check has a source of its own, made of the seed of the run and its number, so
 * a check that is run alone sends the same words as in a full run of that seed.
 */
final class Draw {

    /** Keeps the checks of one seed apart from those of the next. */
    private static final long CHECKS = 1000;

    private final long seed;
    private volatile Random random;

    Draw(long seed) {
        this.seed = seed;
        begin(0);
    }

    /** @param check its number */
    void begin(int check) {
        random = new Random(seed * CHECKS + check);
    }

    /** A seed for what draws by itself. */
    long seed() {
        return random.nextLong();
    }

    /** At least 0, and below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }
}
