package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.Needs;
import workbook.checker.cli.Shell.Run;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** {@code sse client} with clients that are processes: what is said, and by which code it ends. */
@ResourceLock(Resources.LOCALE)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
@Timeout(180)
class ClientCommandTest {

    private static final Path ROOT = Home.find().root();

    private static final String PYTHON = "python3 " + ROOT.resolve("peers/clients/stdlib.py") + " {url}";

    @TempDir
    private Path folder;

    private static Run sse(String... arguments) {
        return new Desk(ROOT).sse(arguments);
    }

    @Test
    @Needs("python3")
    void aClientThatIsRightPasses() {
        Run run = sse("client", "--exec", PYTHON, "--only", "request/1", "--only", "return/1");
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("not claimed"), run::toString);
    }

    @Test
    @Needs("python3")
    void aRuleThatIsBrokenFailsUnlessItIsKnown() throws IOException {
        Run broken = sse("client", "--exec", PYTHON, "--only", "parse/2", "--lang", "zh");
        assertEquals(1, broken.code(), broken::toString);
        Path known = Files.writeString(folder.resolve("known.txt"), "parse/2 # keeps the mark\n");
        Run excused = sse("client", "--exec", PYTHON, "--only", "parse/2", "--known", known.toString());
        assertEquals(0, excused.code(), excused::toString);
        Files.writeString(known, "request/1\n");
        Run stale = sse("client", "--exec", PYTHON, "--only", "request/1", "--known", known.toString());
        assertEquals(1, stale.code(), stale::toString);
        assertTrue(stale.err().contains("Known failures that pass now: request/1. Take them out"), stale::toString);
    }

    @Test
    void aClientThatAsksForNothingCannotBeGraded() {
        Run run = sse("client", "--exec", "true", "--only", "request");
        assertEquals(3, run.code(), run::toString);
        assertTrue(run.err().startsWith("The client ended without a request. Wanted: a client"), run::toString);
    }

    @Test
    void whereNothingIsGradedTheReportSaysWhy() throws IOException {
        Path report = Files.writeString(folder.resolve("report.xml"), "of an earlier run");
        Run run = sse(
                "client", "--exec", "true", "--only", "request", "--format", "junit", "--output", report.toString());
        assertEquals(3, run.code(), run::toString);
        String text = Files.readString(report);
        assertTrue(text.contains("<error message=\"The client ended without a request."), text);
    }

    @Test
    void aServiceThatIsNotThere() {
        Run run = sse("client", "--service", "http://127.0.0.1:1/", "--only", "request");
        assertEquals(3, run.code(), run::toString);
        assertTrue(
                run.err().contains("cannot be reached") && run.err().contains("Wanted: the protocol of"),
                run::toString);
    }

    @Test
    void theRulesAreListedInBothLanguages() {
        assertTrue(sse("client", "--list").out().contains("return/3   MUST   with the last id · HTML 9.2.3"));
        assertTrue(new Desk(ROOT)
                .speaking(Language.ZH)
                .sse("client", "--list")
                .out()
                .contains("带上最后的 id"));
    }
}
