package workbook.checker.grading;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.finding.Prediction.Row;

/**
 * Lines that were predicted beside the lines that came. What a server is free to do is no difference: a space behind the
 * colon, and the order of fields. {@code ...} stands for any text.
 */
final class SideBySide {

    private static final Pattern FIELD = Pattern.compile("([^:]*): ?(.*)");
    private static final Pattern ANYTHING = Pattern.compile("\\.\\.\\.|…");

    private SideBySide() {}

    /** As many equal lines as possible stand side by side; between them what differs, pair by pair. */
    static List<Row> rows(List<String> predicted, List<String> real) {
        List<String> ordered = inOrderOf(real, predicted);
        Map<String, Pattern> wanted =
                ordered.stream().distinct().collect(Collectors.toMap(Function.identity(), SideBySide::pattern));
        DiffAlgorithmI<String> sameText = new MyersDiff<>(
                (line, came) -> wanted.get(line).matcher(plain(came)).matches());
        return DiffUtils.diff(ordered, real, sameText, null, true).getDeltas().stream()
                .flatMap(SideBySide::pairs)
                .toList();
    }

    /** The fields of each block in the order in which the server sends them. */
    private static List<String> inOrderOf(List<String> real, List<String> predicted) {
        List<String> names = real.stream().map(SideBySide::name).distinct().toList();
        List<String> ordered = new ArrayList<>();
        List<String> block = new ArrayList<>();
        Comparator<String> order =
                Comparator.comparingInt(line -> names.contains(name(line)) ? names.indexOf(name(line)) : names.size());
        for (String line : predicted) {
            if (line.isEmpty()) {
                ordered.addAll(block.stream().sorted(order).toList());
                ordered.add(line);
                block.clear();
            } else {
                block.add(line);
            }
        }
        ordered.addAll(block.stream().sorted(order).toList());
        return ordered;
    }

    private static String name(String line) {
        return plain(line).replaceFirst(":.*", "");
    }

    /** The line without the space behind its colon, which is optional (HTML 9.2.6). */
    private static String plain(String line) {
        var field = FIELD.matcher(line);
        return field.matches() ? field.group(1) + ":" + field.group(2) : line;
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(
                Stream.of(ANYTHING.split(plain(line), -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private static Stream<Row> pairs(AbstractDelta<String> delta) {
        List<String> left = delta.getSource().getLines();
        List<String> right = delta.getTarget().getLines();
        boolean same = delta.getType() == DeltaType.EQUAL;
        return IntStream.range(0, Math.max(left.size(), right.size()))
                .mapToObj(at -> new Row(at(left, at), at(right, at), same));
    }

    private static List<String> at(List<String> lines, int at) {
        return at < lines.size() ? List.of(lines.get(at)) : List.of();
    }
}
