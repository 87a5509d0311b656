package workbook.checker.checks.task5_2;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/** The streams of {@code vectors/event-stream.json}, in groups of which each asks for one thing more. */
final class VectorStreams {

    /** The part of the standard that a stream is about. */
    enum Group {
        FIELDS,
        MEMORY,
        CUTS,
        TEXT,
        LINE_ENDS
    }

    private static final Pattern MEMORY_LINE = Pattern.compile("(?m)^(id|retry)(:|$)");

    private VectorStreams() {}

    static List<StreamVector> of(Group group) {
        return Vectors.streams().stream()
                .filter(vector -> group(vector) == group)
                .toList();
    }

    /** A stream that is hard in two ways stands in the later group, where the other difficulty is known already. */
    private static Group group(StreamVector vector) {
        if (vector.id().startsWith("eol-") && vector.hex().size() == 1 || has(vector, b -> b == '\r')) {
            return Group.LINE_ENDS;
        }
        if (has(vector, b -> b < 0)) {
            return Group.TEXT;
        }
        if (vector.hex().size() > 1) {
            return Group.CUTS;
        }
        return MEMORY_LINE.matcher(text(vector)).find() ? Group.MEMORY : Group.FIELDS;
    }

    /** Whether the stream has a retry field, valid or not. */
    static boolean speaksOfRetry(StreamVector vector) {
        return text(vector).contains("retry");
    }

    private static String text(StreamVector vector) {
        return new String(vector.bytes(), StandardCharsets.UTF_8);
    }

    private static boolean has(StreamVector vector, IntPredicate wanted) {
        byte[] bytes = vector.bytes();
        return IntStream.range(0, bytes.length).map(i -> bytes[i]).anyMatch(wanted);
    }
}
