package workbook.bench.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import workbook.checker.mutation.Mutant;
import workbook.checker.mutation.TaskMutants.Fate;

/** What became of the mutants of one task: a line each, written as soon as it is known. */
final class FateLog {

    private final Path file;
    private final Map<String, Fate> fates = new LinkedHashMap<>();

    private FateLog(Path file) {
        this.file = file;
    }

    /** Reads what an earlier run has written; a line that was cut off is graded again. */
    static FateLog open(Path file) {
        FateLog log = new FateLog(file);
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .map(line -> line.split("\t", -1))
                        .filter(parts -> parts.length == 3)
                        .forEach(parts -> log.fates.put(parts[0], new Fate(Fate.Kind.valueOf(parts[1]), parts[2])));
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Fate> of(Mutant mutant) {
        return Optional.ofNullable(fates.get(mutant.id()));
    }

    synchronized void put(Mutant mutant, Fate fate) {
        fates.put(mutant.id(), fate);
        String line = String.join("\t", mutant.id(), fate.kind().name(), fate.detail()) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
