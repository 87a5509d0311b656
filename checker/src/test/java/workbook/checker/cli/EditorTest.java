package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.Needs;
import workbook.checker.SmallWorkbook;
import workbook.checker.finding.Finding;
import workbook.checker.grading.WorkPlace;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** The key {@code o} of a watch: which editor is started, with what, and that the terminal is its own meanwhile. */
class EditorTest {

    private static final Path FILE = Path.of("/tmp/Main.java");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "vim, vim +7 /tmp/Main.java, false",
        "emacs -nw, emacs -nw +7 /tmp/Main.java, false",
        "code --wait, code --wait --goto /tmp/Main.java:7, true",
        "/usr/bin/subl, /usr/bin/subl /tmp/Main.java:7, true",
        "hx, hx /tmp/Main.java:7, false",
        "idea, idea --line 7 /tmp/Main.java, true",
        "some-editor, some-editor /tmp/Main.java, false"
    })
    void eachEditorIsToldTheLineInItsOwnWay(String named, String command, boolean besides) {
        Editor editor = Editor.of(Map.of("EDITOR", named)).orElseThrow();
        assertEquals(command, String.join(" ", editor.command(FILE, 7)));
        assertEquals(besides, editor.besides());
    }

    @Test
    void theEditorIsTheOneThatIsNamedElseCode() throws IOException {
        assertEquals(
                List.of("vim"),
                Editor.of(Map.of("VISUAL", "vim", "EDITOR", "ed")).orElseThrow().words());
        assertEquals(
                List.of("ed"),
                Editor.of(Map.of("VISUAL", " ", "EDITOR", "ed")).orElseThrow().words());
        assertEquals(Optional.empty(), Editor.of(Map.of("PATH", folder.toString())));
        Path code = Files.createFile(folder.resolve("code"));
        assertTrue(code.toFile().setExecutable(true));
        assertEquals(
                List.of(code.toString()),
                Editor.of(Map.of("PATH", folder.toString())).orElseThrow().words());
    }

    @Test
    void thePlaceIsTheTodoAndLaterWhereItStood() {
        SmallWorkbook workbook = SmallWorkbook.in(folder);
        String stub =
                "package workbook;\n\nclass Other {\n    void two() {\n        // TODO 1: a\n        // TODO 2: b\n    }\n}\n";
        String other = "src/main/java/workbook/Other.java";
        workbook.write(".sse/stubs/8.1-verdicts/" + other, stub);
        workbook.write("exercises/8.1-verdicts/" + other, "// mine\n" + stub);
        assertEquals("Other.java:7", place(workbook, 2));
        workbook.write("exercises/8.1-verdicts/" + other, "// mine\n" + stub.replaceAll(" *// TODO.*\n", ""));
        assertEquals("Other.java:5", place(workbook, 2));
        assertEquals("Main.java:1", place(workbook, 3).replaceFirst("VerdictsService", "Main"));
    }

    private static String place(SmallWorkbook workbook, int number) {
        Home home = workbook.home();
        Task task = WorkbookReader.workbook(home).task("8.1").orElseThrow();
        WorkPlace place = WorkPlace.of(home, new Target.Folder(Tree.EXERCISES), task, number, Optional.<Finding>empty())
                .orElseThrow();
        return place.file().getFileName() + ":" + place.line();
    }

    @Test
    @Needs("python3")
    void aKeyOpensTheFileAndTheEditorHasTheTerminal() throws Exception {
        SmallWorkbook workbook = SmallWorkbook.in(folder);
        workbook.replace(
                "exercises/8.1-verdicts/src/main/java/workbook/Main.java",
                "exchange.sendResponseHeaders(200, -1);",
                "\n// TODO 1: answer 200\nexchange.sendResponseHeaders(404, -1);");
        workbook.write(
                "edit.sh",
                """
                #!/bin/sh
                echo editing
                read -r typed
                echo "$* $typed" >>edited
                """);
        Path editor = workbook.root().resolve("edit.sh");
        assertTrue(editor.toFile().setExecutable(true));
        Path vim = Files.createSymbolicLink(workbook.root().resolve("vim"), editor);
        Path script = Path.of("src/test/resources/terminal/editor.py").toAbsolutePath();
        Process process = Shell.in(workbook.root())
                .with("TERM", "xterm")
                .with("VISUAL", vim.toString())
                .onTerminal(100)
                .startBehind(List.of("python3", script.toString()), "watch", "8.1");

        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "it went on");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("0 cooked left out: 0", said.strip(), said + errors);
        Path main = workbook.mainFile();
        int line = Files.readAllLines(main).indexOf("// TODO 1: answer 200") + 1;
        assertEquals("+" + line + " " + main + " hello\n", workbook.read("edited"));
        assertFalse(workbook.processes().stream().anyMatch(each -> each.contains("watch")), "nothing is left");
    }
}
