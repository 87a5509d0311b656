package workbook.checker.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of a day: when each part begins, how many minutes it has, what it is. The last row is the end, and the total. */
record Timetable(List<Row> rows) {

    private static final Pattern ROW = Pattern.compile("\\| (\\d{1,2}):(\\d\\d) \\| (\\d+) \\| (.*) \\|");

    /** What a row says is done with a task, such as {@code 2.1: show, …}. */
    private static final Pattern PART = Pattern.compile("(\\d\\.\\d)[:：] ?(\\p{L}+)");

    /** @param start in minutes since midnight, or since the beginning */
    record Row(int start, int minutes, String what) {

        /** The task of this row, or nothing. */
        String task() {
            return part(1);
        }

        /** What is done with it, in the language of the document. */
        String doing() {
            return part(2);
        }

        private String part(int group) {
            Matcher part = PART.matcher(what);
            return part.lookingAt() ? part.group(group) : "";
        }

        private String clock() {
            return "%d:%02d".formatted(start / 60, start % 60);
        }
    }

    /** All of a document, in its order. */
    static List<Timetable> in(Markdown document) {
        List<Timetable> tables = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (String line : (document.text() + "\n\n").lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                int start = 60 * Integer.parseInt(row.group(1)) + Integer.parseInt(row.group(2));
                rows.add(new Row(start, Integer.parseInt(row.group(3)), row.group(4)));
            } else if (!rows.isEmpty()) {
                tables.add(new Timetable(List.copyOf(rows)));
                rows.clear();
            }
        }
        return tables;
    }

    /** Where the minutes do not lead from one row to the next, or not to the total. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        int now = rows.getFirst().start();
        int sum = 0;
        for (Row row : rows) {
            if (row.start() != now) {
                problems.add("%s \"%s\": the minutes until then end at %d:%02d"
                        .formatted(row.clock(), row.what(), now / 60, now % 60));
            }
            if (row != rows.getLast()) {
                now = row.start() + row.minutes();
                sum += row.minutes();
            }
        }
        if (sum != rows.getLast().minutes()) {
            problems.add("the minutes add up to %d, and the total says %d"
                    .formatted(sum, rows.getLast().minutes()));
        }
        return problems;
    }
}
