package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.SmallWorkbook;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Target;
import workbook.checker.server.ServerException;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

class ProbeEndTest {

    @TempDir
    Path folder;

    private SmallWorkbook workbook;
    private Probe probe;

    @BeforeEach
    void open() throws ServerException {
        workbook = SmallWorkbook.in(folder);
        Workbook registry = WorkbookReader.workbook(workbook.home());
        GradingOptions options = GradingOptions.of(
                workbook.home(), registry, WorkbookReader.knobs(workbook.home()), new Target.Folder(Tree.EXERCISES));
        probe = new Probe(TargetSession.open(registry.tasks().getFirst(), options), options);
    }

    @Test
    void everyServerEndsThoughAnEndingThrows() {
        Path files = probe.folder();
        probe.ownServer(Map.of()).atEnd(() -> {
            throw new IllegalStateException("beside a server");
        });
        probe.atEnd(() -> {
            throw new IllegalStateException("first");
        });
        IllegalStateException thrown = assertThrows(IllegalStateException.class, probe::close);
        assertEquals("first", thrown.getMessage());
        assertEquals("beside a server", thrown.getSuppressed()[0].getMessage());
        assertEquals(List.of(), workbook.processes());
        assertFalse(Files.exists(files));
    }

    /** As a check does that went on behind its limit. */
    @Test
    void noServerThatIsStartedTooLateLives() {
        probe.close();
        assertThrows(IllegalStateException.class, () -> probe.ownServer(Map.of()));
        assertThrows(IllegalStateException.class, probe::restart);
        assertEquals(List.of(), workbook.processes());
    }
}
