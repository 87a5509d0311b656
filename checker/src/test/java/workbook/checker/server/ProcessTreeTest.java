package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a checker leaves behind that is killed itself. */
@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {

    @Test
    void theNextCheckerEndsTheServersOfADeadOneAndNoOthers() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        assertEquals(0, dead.waitFor());
        Process orphan = server(dead.pid());
        Process living = server(ProcessHandle.current().pid());
        try {
            ProcessTree.killOrphans();
            assertTrue(orphan.waitFor(10, TimeUnit.SECONDS), "it is left behind");
            assertTrue(living.isAlive(), "its checker is alive");
        } finally {
            orphan.destroyForcibly();
            living.destroyForcibly();
        }
    }

    private static Process server(long checker) throws IOException {
        ProcessBuilder command = new ProcessBuilder("sleep", "600");
        command.environment().put(ProcessTree.MARK, ProcessTree.newMark(checker));
        return command.start();
    }
}
