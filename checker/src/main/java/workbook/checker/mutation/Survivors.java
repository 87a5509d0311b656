package workbook.checker.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;

/** Why mutants that survive may: {@code bench/mutants.tsv}, with task, kind, mutant and reason in each line. */
public final class Survivors {

    /** What a person found who read the mutant. */
    public enum Kind {
        /** It does the same. */
        EQUIVALENT,
        /** The contract lets a server do this, too. */
        FREE,
        /** It breaks the contract, later than a check may take. */
        LATE
    }

    private final Map<String, Kind> kinds = new HashMap<>();

    public static Survivors read(Home home, Task task) throws IOException {
        Survivors survivors = new Survivors();
        Path file = home.root().resolve("bench/mutants.tsv");
        if (!Files.exists(file)) {
            return survivors;
        }
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", -1);
            if (!line.startsWith("#") && parts.length == 4 && parts[0].equals(task.id())) {
                survivors.kinds.put(parts[2], Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)));
            }
        }
        return survivors;
    }

    public Optional<Kind> of(Mutant mutant) {
        return Optional.ofNullable(kinds.get(mutant.id()));
    }

    public long count(List<Mutant> mutants, Kind kind) {
        return mutants.stream().filter(mutant -> kinds.get(mutant.id()) == kind).count();
    }
}
