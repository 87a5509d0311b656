package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.SmallWorkbook;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Target;
import workbook.checker.probe.TestedServer;
import workbook.checker.server.ServerException;
import workbook.checker.text.Text;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

class TargetSessionTest {

    private static final Duration START = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    /** The first server takes more than twice the usual time, so the machine is slow, and the second may take longer. */
    @Test
    void aServerBesideASlowOneMayStartSlowly() throws ServerException {
        SmallWorkbook workbook = SmallWorkbook.in(folder)
                .exercise(
                        """
                        Thread.sleep(Integer.getInteger("pause", 4100));
                        System.out.println("listening on http://127.0.0.1:" + serve(port()));
                        """);
        try (TargetSession session = open(workbook);
                TestedServer slower = session.another(Map.of("pause", Long.toString(START.toMillis() + 500)))) {
            assertEquals(List.of(), slower.ended().stream().toList());
        }
        assertEquals(List.of(), workbook.processes());
    }

    /** As of the nodes of task 6.1, which one check starts, and others go on with. */
    @Test
    void anExceptionIsToldOfTheServersThatACheckHasAsked() throws ServerException {
        SmallWorkbook workbook = SmallWorkbook.in(folder)
                .exercise(
                        """
                        Thread reader = new Thread(() -> {
                            throw new IllegalStateException("no log for " + System.getProperty("node", "the main one"));
                        });
                        reader.start();
                        reader.join();
                        System.out.println("listening on http://127.0.0.1:" + serve(port()));
                        """);
        try (TargetSession session = open(workbook);
                TestedServer node = session.another(Map.of("node", "node 1"))) {
            session.beginCheck();
            node.asked();
            requireTold(session, "node 1");
            session.beginCheck();
            requireTold(session, "the main one"); // nobody was asked but, it may be, by a browser
            session.asked();
            requireTold(session, "the main one");
        }
    }

    private static void requireTold(TargetSession session, String of) {
        PolledCondition.await(() -> session.exception().isPresent(), START); // it is read a moment after it was printed
        String told = session.exception().map(Text::en).orElse("nothing");
        assertTrue(told.contains("java.lang.IllegalStateException: no log for " + of), told);
    }

    private static TargetSession open(SmallWorkbook workbook) throws ServerException {
        Workbook registry = WorkbookReader.workbook(workbook.home());
        Knobs usual = WorkbookReader.knobs(workbook.home());
        Knobs knobs = new Knobs(usual.clockFactor(), START, usual.answer(), usual.stop(), usual.slack());
        GradingOptions options = GradingOptions.of(workbook.home(), registry, knobs, new Target.Folder(Tree.EXERCISES));
        return TargetSession.open(registry.tasks().getFirst(), options);
    }
}
