package workbook.checker.mutation;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * One small change of one source.
 *
 * @param file path in the folder of the task
 * @param line the line of the first change, from 1
 * @param words what was changed, for a person
 * @param number which of the changes of this file that have these words, from 1
 */
public record Mutant(Path file, int line, Mutation mutation, String words, int number, List<Edit> edits) {

    /**
     * A part of a source that is replaced.
     *
     * @param start offset in UTF-16 units, from 0
     * @param end offset behind the part
     */
    public record Edit(int start, int end, String text) {}

    public Mutant {
        edits = edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .toList();
    }

    /** The changed source. */
    public String applyTo(String source) {
        StringBuilder changed = new StringBuilder(source);
        edits.forEach(edit -> changed.replace(edit.start(), edit.end(), edit.text()));
        return changed.toString();
    }

    /** A name that other lines of the source do not change. */
    public String id() {
        return "%s %s: %s%s".formatted(file.getFileName(), mutation, words, number > 1 ? " #" + number : "");
    }

    @Override
    public String toString() {
        return id() + ", line " + line;
    }
}
