package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.cli.ExitCode;
import workbook.checker.cli.WatchPicture;
import workbook.checker.grading.Grader;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/**
 * What the READMEs show of the terminal: real runs over a copy of the workbook, in which a beginner has written every
 * value in one piece.
 */
final class Pictures {

    private static final String EVENT = "exercises/1.2-wire-format/src/main/java/workbook/Event.java";
    private static final String RIGHT =
            "        for (String line : LINE_END.split(value.toString(), -1)) { // -1 keeps an empty last line\n"
                    + "            block.append(name).append(\": \").append(line).append('\\n');\n"
                    + "        }\n";
    private static final String WRONG = "        block.append(name).append(\": \").append(value).append('\\n');\n";

    private final WorkbookCopy copy;
    private final SseProcess sse;

    Pictures(WorkbookCopy copy) {
        this.copy = copy;
        sse = new SseProcess(copy.home(), List.of());
        sse.run("prepare"); // as the launcher does after a build: the exercises are kept as they are
        copy.solve("1.2");
        copy.solve("2.1");
        copy.replace(EVENT, RIGHT, WRONG);
    }

    String failing(Language language) {
        return screen("1.2", ExitCode.FAILED, language);
    }

    String passing(Language language) {
        return screen("2.1", ExitCode.PASSED, language);
    }

    /** As on the first day: nothing was checked yet. */
    void forget() {
        copy.delete(".sse/progress.txt");
        copy.restore("2.1");
    }

    String firstStart(Language language) {
        return shown("", ExitCode.PASSED, language);
    }

    String notStarted(Language language) {
        return shown("check", ExitCode.FAILED, language);
    }

    /** Asked three times, a rung more each time; the last one has them all. */
    String hints(Language language) {
        sse.run("hint", "1.2", "--lang", language.code());
        sse.run("hint", "1.2", "--lang", language.code());
        return shown("hint 1.2", ExitCode.PASSED, language);
    }

    /** What a watch draws of a failure, which is what was recorded last. */
    String watch(Language language, String failing) {
        String body = failing.lines().skip(2).collect(Collectors.joining("\n"));
        Text took = text("verdict 1.2 s after the save", "保存后 1.2 秒得出结果");
        String screen = WatchPicture.of(copy.home(), language, "1.2", body.replace("\n```", "") + "\n", took);
        return "```text\n" + screen.strip() + "\n```";
    }

    /** The learner has predicted four events, and has written the server. */
    String predicted(Language language) {
        String file = "exercises/2.1-first-stream/predict.txt";
        String before = copy.read(file);
        copy.write(file, before + "data: ...\n\n".repeat(4));
        copy.solve("2.1");
        String screen = shown("check 2.1", ExitCode.PASSED, language);
        copy.write(file, before);
        return screen;
    }

    /** All others have passed, and 2.1 passes as the last one. */
    String lastOne(Language language) {
        StringBuilder progress = new StringBuilder();
        for (Task task : WorkbookReader.workbook(copy.home()).tasks()) {
            int checks = Grader.checks(task).size();
            if (checks > 0 && !task.id().equals("2.1")) {
                progress.append("%s passed %d/%2$d done 2030-01-31T12:00:00Z\n".formatted(task.id(), checks));
            }
        }
        copy.write(".sse/progress.txt", progress.toString());
        return shown("check 2.1", ExitCode.PASSED, language);
    }

    private String shown(String words, ExitCode wanted, Language language) {
        List<String> arguments = new ArrayList<>(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        arguments.addAll(List.of("--lang", language.code()));
        SseProcess.Answer answer = sse.run(arguments.toArray(String[]::new));
        assertEquals(wanted.code(), answer.code(), answer::text);
        return Stream.of("```text", ("$ ./sse " + words).strip(), answer.text().strip(), "```")
                .collect(Collectors.joining("\n"));
    }

    private String screen(String task, ExitCode wanted, Language language) {
        SseProcess.Answer answer = sse.run("check", task, "--seed", "4711", "--lang", language.code());
        assertEquals(wanted.code(), answer.code(), answer::text);
        return Stream.of("```text", "$ ./sse check " + task, answer.text().strip(), "```")
                .collect(Collectors.joining("\n"));
    }

    /** Without what differs from run to run. */
    static String stable(String screen) {
        return screen.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "INSTANT")
                .replaceAll("\\+\\d+\\.\\d{3}s", "+TIME")
                .replaceAll(" *\\d+(\\.\\d+)? (s|秒|ms|毫秒)(?!\\w)", " TIME")
                .replaceAll("(\\D) +(通过|\\d+ of)", "$1 $2");
    }
}
