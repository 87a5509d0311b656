package workbook.checker.faulty.task2_3;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import java.util.Set;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Variant;

/** Faults of task 2.3 that show themselves beside the {@code application.yaml} of a learner only. */
final class SolutionFaults {

    private static final Set<Integer> SERVER = Set.of(1, 2, 3, 4, 5, 6, 7, 8);
    private static final String TEXT = "inTurn(items, n)";
    private static final String JSON =
            """
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("n", n)
                            .put("text", text)
                            .toString();
            """;

    private SolutionFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty(
                        "W1",
                        "JSON put together by hand",
                        "2.3/4",
                        edited(
                                JSON,
                                "        return \"{\\\"n\\\":\" + n + \",\\\"text\\\":\\\"\" + text + \"\\\"}\";\n")),
                faulty("own", "always the first text", "2.3/7", edited(TEXT, "items.getFirst()")),
                faulty("own", "every second text", "2.3/7", edited(TEXT, "inTurn(items, 2 * n - 1)")),
                faulty("own", "begins with the second text", "2.3/8", edited(TEXT, "inTurn(items, n + 1)")),
                faulty(
                        "own",
                        "begins with the last text",
                        "2.3/8",
                        edited(TEXT, "inTurn(items, n + items.size() - 1)")));
    }

    private static EditedSolution edited(String from, String to) {
        return new EditedSolution(from, to, SERVER);
    }
}
