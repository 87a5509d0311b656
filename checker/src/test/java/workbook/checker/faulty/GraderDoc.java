package workbook.checker.faulty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.authoring.TaskChecks;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/** The tables of {@code docs/grader.md}. {@link FaultMatrixTest} proves what they say. */
record GraderDoc(List<Task> tasks, List<Variant> variants, List<FieldFault> faults) {

    private static final Pattern OF_THE_FIELD = Pattern.compile("([A-Z]\\d+)[a-z]*");

    /** Of this workbook. */
    static GraderDoc here() {
        Home home = Home.find();
        List<Task> tasks = WorkbookReader.workbook(home).tasks().stream()
                .filter(task -> !home.planned(task))
                .toList();
        return new GraderDoc(tasks, TaskVariants.ofAllTasks(), FieldFault.all());
    }

    /** A fault that nothing catches must say why, and one that is caught need not. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (FieldFault fault : faults) {
            boolean caught = !catchers(fault).isEmpty();
            if (caught != fault.notGraded().isEmpty()) {
                problems.add(
                        fault.id() + (caught ? " is caught, and has a reason why not" : " is not caught: say why"));
            }
        }
        return problems;
    }

    String figures() {
        Stream<String> rows = tasks.stream()
                .map(task -> row(
                        task.id(),
                        TaskChecks.of(task).size(),
                        faulty(task).size(),
                        odd(task).size()));
        int checks = tasks.stream().mapToInt(task -> TaskChecks.of(task).size()).sum();
        int faulty = tasks.stream().mapToInt(task -> faulty(task).size()).sum();
        int odd = tasks.stream().mapToInt(task -> odd(task).size()).sum();
        return table(
                "| Task | Checks | Faulty | Odd, but right |",
                4,
                Stream.concat(rows, Stream.of(row("all", checks, faulty, odd))));
    }

    String field() {
        return table(
                "| Fault | What it is | Caught by |",
                3,
                faults.stream()
                        .map(fault -> row(
                                fault.id(),
                                fault.fault(),
                                fault.notGraded().isEmpty() ? catchers(fault) : "– " + fault.notGraded())));
    }

    String matrix() {
        return tasks.stream().map(this::matrix).collect(Collectors.joining("\n\n"));
    }

    private String matrix(Task task) {
        String title = "### " + task.id() + " " + task.title().en() + "\n\n";
        String caught = table(
                "| Check | | Must fail |",
                3,
                TaskChecks.of(task).stream()
                        .map(check -> row(check.number(), check.en(), killed(task.check(check.number())))));
        String odd = odd(task).stream().map(Variant::name).collect(Collectors.joining("; "));
        return title + caught + (odd.isEmpty() ? "" : "\n\nMust pass: " + odd + ".");
    }

    private String killed(String check) {
        return variants.stream()
                .filter(variant -> variant.kills().equals(check))
                .map(variant -> (variant.fault().equals("own") ? "" : "**" + variant.fault() + "** ") + variant.name())
                .collect(Collectors.joining("; "));
    }

    private List<Variant> faulty(Task task) {
        return variants.stream()
                .filter(variant ->
                        variant.task().equals(task.id()) && !variant.kills().isEmpty())
                .toList();
    }

    private List<Variant> odd(Task task) {
        return variants.stream()
                .filter(variant ->
                        variant.task().equals(task.id()) && variant.kills().isEmpty())
                .toList();
    }

    /** The checks that a server with this fault must fail. */
    private String catchers(FieldFault fault) {
        return variants.stream()
                .filter(variant -> isOf(variant, fault))
                .map(Variant::kills)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** S5b is the second server with fault S5. */
    private static boolean isOf(Variant variant, FieldFault fault) {
        Matcher id = OF_THE_FIELD.matcher(variant.fault());
        return id.matches() && id.group(1).equals(fault.id());
    }

    private static String table(String head, int columns, Stream<String> rows) {
        return head + "\n" + "|---".repeat(columns) + "|\n" + rows.collect(Collectors.joining("\n"));
    }

    private static String row(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.toString().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
