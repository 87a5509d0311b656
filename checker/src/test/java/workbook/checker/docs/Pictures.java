package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.cli.ExitCode;
import workbook.checker.text.Language;

/**
 * What the READMEs show of the terminal: real runs over a copy of the workbook, in which a beginner has written every
 * value in one piece.
 */
final class Pictures {

    private static final String EVENT = "exercises/1.2-wire-format/src/main/java/workbook/Event.java";
    private static final String RIGHT =
            "        for (String line : LINE_END.split(value.toString(), -1)) { // -1 keeps the empty line after a last line end\n"
                    + "            block.append(name).append(\": \").append(line).append('\\n');\n"
                    + "        }\n";
    private static final String WRONG = "        block.append(name).append(\": \").append(value).append('\\n');\n";

    private final SseProcess sse;

    Pictures(WorkbookCopy copy) {
        sse = new SseProcess(copy.home(), List.of());
        sse.run("list"); // as every learner begins: the checker sees the exercise as it was
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

    private String screen(String task, ExitCode wanted, Language language) {
        SseProcess.Answer answer = sse.run("check", task, "--seed", "4711", "--lang", language.code());
        assertEquals(wanted.code(), answer.code(), answer::text);
        return Stream.of("```text", "$ ./sse check " + task, answer.text().strip(), "```")
                .collect(Collectors.joining("\n"));
    }

    /** Without what differs from run to run. */
    static String stable(String screen) {
        return screen.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("\\+\\d+\\.\\d{3}s", "+TIME")
                .replaceAll(" *\\d+(\\.\\d+)? (s|秒|ms|毫秒)(?!\\w)", " TIME")
                .replaceAll("(\\D) +(通过|\\d+ of)", "$1 $2");
    }
}
