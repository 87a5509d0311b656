package workbook.checker.grading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.finding.Prediction.Row;

/**
 * Lines that were predicted beside the lines that came. What a server is free to do is no difference: a space behind the
 * colon, and the order of fields. {@code ...} stands for any text.
 */
final class SideBySide {

    private static final Pattern FIELD = Pattern.compile("([^:]*): ?(.*)");
    private static final Pattern ANYTHING = Pattern.compile("\\.\\.\\.|…");

    private final List<String> predicted;
    private final List<String> real;
    private final boolean[][] equal;

    private SideBySide(List<String> predicted, List<String> real) {
        this.predicted = predicted;
        this.real = real;
        this.equal = new boolean[predicted.size()][real.size()];
        for (int p = 0; p < predicted.size(); p++) {
            Pattern wanted = pattern(predicted.get(p));
            for (int r = 0; r < real.size(); r++) {
                equal[p][r] = wanted.matcher(plain(real.get(r))).matches();
            }
        }
    }

    static List<Row> rows(List<String> predicted, List<String> real) {
        return new SideBySide(inOrderOf(real, predicted), real).rows();
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

    /** Puts as many equal lines as possible side by side, and between them, pair by pair, those that differ. */
    private List<Row> rows() {
        int[][] most = most();
        List<Row> rows = new ArrayList<>();
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        int p = 0;
        int r = 0;
        while (p < predicted.size() || r < real.size()) {
            if (p < predicted.size() && r < real.size() && equal[p][r] && most[p][r] == most[p + 1][r + 1] + 1) {
                differing(rows, left, right);
                rows.add(new Row(List.of(predicted.get(p++)), List.of(real.get(r++)), true));
            } else if (r == real.size() || p < predicted.size() && most[p + 1][r] >= most[p][r + 1]) {
                left.add(predicted.get(p++));
            } else {
                right.add(real.get(r++));
            }
        }
        differing(rows, left, right);
        return rows;
    }

    /** The largest number of equal pairs from each place on. */
    private int[][] most() {
        int[][] most = new int[predicted.size() + 1][real.size() + 1];
        for (int p = predicted.size() - 1; p >= 0; p--) {
            for (int r = real.size() - 1; r >= 0; r--) {
                int skipping = Math.max(most[p + 1][r], most[p][r + 1]);
                most[p][r] = equal[p][r] ? Math.max(skipping, most[p + 1][r + 1] + 1) : skipping;
            }
        }
        return most;
    }

    private static void differing(List<Row> rows, List<String> left, List<String> right) {
        for (int at = 0; at < Math.max(left.size(), right.size()); at++) {
            rows.add(new Row(at(left, at), at(right, at), false));
        }
        left.clear();
        right.clear();
    }

    private static List<String> at(List<String> lines, int at) {
        return at < lines.size() ? List.of(lines.get(at)) : List.of();
    }
}
