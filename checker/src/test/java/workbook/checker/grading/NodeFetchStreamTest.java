package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.workbook.Home;

/** The reader that solution 5.2 runs in the browser is no browser's own: it runs in Node, too, against all vectors. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeFetchStreamTest {

    @Test
    @Timeout(60)
    void theReaderOfTheSolutionPassesEveryVectorInEveryCutting() throws IOException, InterruptedException {
        Path root = Home.find().root();
        Process node = new ProcessBuilder(
                        "node",
                        "src/test/resources/node/event-stream.mjs",
                        root.resolve("solutions/5.2-fetch-stream/src/main/resources/web/event-stream.js")
                                .toString(),
                        root.resolve("vectors/event-stream.json").toString())
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("135 vectors, 3 cuttings, 0 differences\n", printed);
            assertTrue(node.waitFor(10, TimeUnit.SECONDS));
        } finally {
            node.destroy();
        }
    }
}
