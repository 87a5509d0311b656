package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.SmallWorkbook;
import workbook.checker.classroom.board.BoardServer;
import workbook.checker.classroom.board.TaskCatalogue;
import workbook.checker.cli.Shell.Run;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** A learner who joins the board of a class, checks, and leaves it again. */
@Timeout(90)
@ResourceLock(Resources.LOCALE)
class JoinTest {

    /** The headings of five checks: a board takes only checks that a lesson has. */
    private static final String LESSON = IntStream.rangeClosed(1, 5)
            .mapToObj("## %d. A check%n"::formatted)
            .collect(Collectors.joining("\n", "# 8.1 Verdicts\n\n", ""));

    @TempDir
    Path folder;

    @TempDir
    Path boards;

    private Path told;
    private BoardServer board;
    private Desk desk;

    @BeforeEach
    void begin() throws IOException {
        SmallWorkbook workbook = SmallWorkbook.in(folder);
        workbook.write("exercises/8.1-verdicts/README.md", LESSON);
        Home home = workbook.home();
        told = boards.resolve("reports.jsonl");
        board = BoardServer.start(told, new TaskCatalogue(home, WorkbookReader.workbook(home)), "127.0.0.1", 0);
        desk = new Desk(workbook.root());
    }

    @AfterEach
    void end() throws IOException {
        board.close();
    }

    @Test
    void aWrongCodeIsSaidAndNothingIsKept() {
        Run run = join("wrong-code");
        assertEquals(ExitCode.NO_SERVER.code(), run.code());
        assertTrue(run.err().contains("does not know this code"), run::err);
        assertEquals(0, board.learners());
        assertTrue(desk.sse("join", "--leave").out().contains("You have joined no board."));
    }

    @Test
    void eachCheckOfWhoHasJoinedIsTold() throws IOException {
        Run joined = join(board.code());
        assertEquals(0, joined.code(), joined::err);
        assertTrue(joined.out().startsWith("Joined as Ada."), joined::out);
        Run check = desk.sse("check", "8.1");
        while (check.err().contains("cannot be reached")) {
            check = desk.sse("check", "8.1"); // a check waits for the board for a second only
        }
        assertEquals(0, check.code());
        assertTrue(lastTold().contains("\"name\":\"Ada\""), this::lastTold);
        assertTrue(lastTold().contains("\"8.1\":{\"status\":\"passed\""), this::lastTold);
        assertFalse(lastTold().contains("Main"), "only verdicts travel");
    }

    @Test
    void aBoardThatHasGoneCostsASentenceAndNoVerdict() throws IOException {
        join(board.code());
        board.close();
        Run check = desk.sse("check", "8.1");
        assertEquals(0, check.code());
        assertTrue(check.err().contains("cannot be reached"), check::err);
    }

    @Test
    void whoHasLeftTellsNothing() {
        join(board.code());
        String before = lastTold();
        assertEquals(0, desk.sse("join", "--leave").code());
        assertEquals("", desk.sse("check", "8.1").err());
        assertEquals(before, lastTold());
    }

    private Run join(String code) {
        return desk.sse("join", "http://127.0.0.1:" + board.port(), "--name", "Ada", "--code", code);
    }

    private String lastTold() {
        try {
            return Files.readAllLines(told).getLast();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
