package workbook.checker.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.workbook.Home;

/** The runners as a stranger uses them: in an empty folder, with the vectors, against a parser and an encoder of his own. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class RunnersTest {

    private static final Path VECTORS = Home.find().root().resolve("vectors");

    /** Three cuttings of each stream, or each event once. */
    private static final int STREAMS = 3 * Vectors.streams().size();

    private static final int EVENTS = Vectors.events().size();

    @TempDir
    private Path folder;

    private record Run(int code, String printed) {

        void passed(int runs) {
            assertEquals(runs + " runs, 0 differences", lastLine(), printed);
            assertEquals(0, code, printed);
        }

        void failed(String vector) {
            assertTrue(printed.contains(vector), printed);
            assertEquals(1, code, printed);
        }

        private String lastLine() {
            return printed.strip().lines().reduce("", (a, b) -> b);
        }
    }

    @BeforeEach
    void copy() throws IOException {
        for (String file : List.of("event-stream.json", "encode.json")) {
            Files.copy(VECTORS.resolve(file), folder.resolve(file));
        }
    }

    private void runner(String file) throws IOException {
        Files.copy(VECTORS.resolve("runners").resolve(file), folder.resolve(file));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Run run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            return new Run(process.exitValue(), printed);
        } finally {
            process.destroy();
        }
    }

    @Test
    void java() throws IOException, InterruptedException {
        runner("VectorRunner.java");
        write(
                "Mine.java",
                """
                import java.nio.charset.StandardCharsets;
                import java.util.*;
                final class Mine {
                    static Map<String, Object> parse(List<byte[]> chunks) {
                        List<Object> events = new ArrayList<>();
                        for (byte[] chunk : chunks) { // as if a chunk were a whole
                            events.addAll((List<?>) VectorRunner.parse(List.of(chunk)).get("events"));
                        }
                        return new HashMap<>(Map.of("events", events));
                    }
                    static byte[] encode(Map<String, Object> event) {
                        return ("data: " + event.get("data") + "\\n\\n").getBytes(StandardCharsets.UTF_8);
                    }
                }
                """);
        String bin = Path.of(System.getProperty("java.home"), "bin").toString();
        assertEquals(0, run(bin + "/javac", "VectorRunner.java", "Mine.java").code());
        run(bin + "/java", "-cp", ".", "VectorRunner").passed(STREAMS);
        Run wrong = run(bin + "/java", "-cp", ".", "VectorRunner", "Mine");
        wrong.failed("chunk-two-bytes, as given: wanted");
        wrong.failed("lines-lf: wanted");
    }

    @Test
    @Needs("node")
    void javaScript() throws IOException, InterruptedException {
        runner("vectors.mjs");
        write(
                "right.mjs",
                """
                export { read as parse } from "./vectors.mjs";
                const single = (value) => { if (/[\\r\\n\\0]/.test(value)) throw new Error("a line end"); return value; };
                export function encode({ type, id, data, retry, comment }) {
                    const lines = (name, text) => text?.split(/\\r\\n|\\r|\\n/).map((line) => `${name}: ${line}\\n`).join("") ?? "";
                    if (retry < 0) throw new Error("negative");
                    return lines("", comment) + lines("retry", retry?.toString()) + lines("event", type && single(type))
                        + lines("id", id && single(id)) + lines("data", data) + "\\n";
                }
                """);
        write(
                "wrong.mjs",
                """
                export const encode = ({ data }) => `data:${data}\\n\\n`;
                export const parse = (chunks) => ({ events: Buffer.concat(chunks).toString().split("\\n\\n").slice(0, -1)
                    .map((block) => ({ type: "message", data: block.replace(/^data: ?/gm, "") })) });
                """);
        run("node", "vectors.mjs").passed(STREAMS);
        run("node", "vectors.mjs", "./right.mjs").passed(STREAMS + EVENTS);
        Run wrong = run("node", "vectors.mjs", "./wrong.mjs");
        wrong.failed("typ-named, whole: wanted");
        wrong.failed("spaces-leading: wanted");
    }

    @Test
    @Needs("python3")
    void python() throws IOException, InterruptedException {
        runner("vectors.py");
        write(
                "right.py",
                """
                import re
                from vectors import read as parse

                def encode(event):
                    out = ""
                    for name in ("comment", "retry", "type", "id", "data"):
                        if event.get(name) is None:
                            continue
                        lines = re.split("\\r\\n|\\r|\\n", str(event[name]))
                        if name in ("retry", "type", "id") and (len(lines) > 1 or "\\0" in lines[0] or lines[0][:1] == "-"):
                            raise ValueError(name)
                        field = {"comment": "", "type": "event"}.get(name, name)
                        out += "".join(f"{field}: {line}\\n" for line in lines)
                    return (out + "\\n").encode("utf-8")
                """);
        write("wrong.py", "def encode(event):\n    return ('data: %s\\n\\n' % event.get('data')).encode('utf-8')\n");
        run("python3", "vectors.py").passed(STREAMS);
        run("python3", "vectors.py", "right").passed(STREAMS + EVENTS);
        run("python3", "vectors.py", "wrong").failed("lines-lf: wanted");
    }

    @Test
    @Needs("go")
    void go() throws IOException, InterruptedException {
        runner("vectors_test.go");
        assertEquals(0, run("go", "mod", "init", "vectors").code());
        Run right = run("go", "test", "-count=1", "-v");
        assertEquals(0, right.code(), right.printed());
        assertTrue(right.printed().contains("%d vectors".formatted(STREAMS / 3)), right.printed());
        write(
                "mine_test.go",
                """
                package vectors

                func init() {
                	parse = func(chunks [][]byte) outcome {
                		all := outcome{Events: []event{}, Comments: []string{}}
                		for _, chunk := range chunks {
                			all.Events = append(all.Events, read([][]byte{chunk}).Events...)
                		}
                		return all
                	}
                }
                """);
        run("go", "test", "-count=1").failed("chunk-two-bytes, as given: wanted");
    }
}
