package workbook.checker;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What this run of the tests takes of that which needs long: all of it with {@code -P thorough}, and else a part.
 *
 * @param whole whether it is all
 * @param seed chooses the part: the day, so that none is left out for long, unless {@code -Dsample.seed} says otherwise
 */
public record Sample(boolean whole, long seed) {

    public static Sample asked() {
        return new Sample(
                Boolean.getBoolean("sample.whole"),
                Long.getLong("sample.seed", LocalDate.now().toEpochDay()));
    }

    /**
     * Whether this one is taken.
     *
     * @param oneIn how many seeds in a row take each once
     */
    public boolean takes(String name, int oneIn) {
        return whole || Math.floorMod(name.hashCode() + seed, oneIn) == 0;
    }

    /**
     * Those of these that are taken, in order.
     *
     * @param oneIn how many seeds in a row take each once
     */
    public <T> List<T> part(List<T> all, int oneIn) {
        return whole ? all : partOfAll(all, oneIn);
    }

    /** The same, also where all is asked for: for what takes too long to be done with all of them. */
    public <T> List<T> partOfAll(List<T> all, int oneIn) {
        return IntStream.range(0, all.size())
                .filter(at -> Math.floorMod(at + seed, oneIn) == 0)
                .mapToObj(all::get)
                .toList();
    }

    /**
     * The one of these that is taken.
     *
     * @param name of all of them together
     * @param all not empty: as many seeds in a row take each of them once
     */
    public <T> T one(String name, List<T> all) {
        return all.get((int) Math.floorMod(name.hashCode() + seed, (long) all.size()));
    }

    /** For the output of the tests: how to take the same part again. */
    @Override
    public String toString() {
        return (whole ? "all, " : "") + "-Dsample.seed=" + seed;
    }
}
