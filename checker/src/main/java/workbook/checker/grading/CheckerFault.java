package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/**
 * The file that keeps the stack traces of faults of the checker itself, which never go on the screen. The first fault of
 * a run stands first: those behind it may be what it led to.
 */
public final class CheckerFault {

    /** Bytes of a file to which nothing more is added. */
    private static final long ENOUGH = 256 * 1024;

    /** The files that hold a fault of the run that goes on. */
    private static final Set<Path> KEPT = ConcurrentHashMap.newKeySet();

    private CheckerFault() {}

    /** A run begins: the faults of the one before are kept until this one has its first. */
    static void begin(Home home) {
        KEPT.remove(file(home));
    }

    /** Adds the trace to {@code .sse/checker-fault.txt}, and returns the sentence that asks for a report of it. */
    public static Text keep(Throwable fault, Home home) {
        Path file = file(home);
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        try {
            keep(trace.toString(), file);
            return text(
                    "Please report it with the file %s: ./sse report --bundle packs it with all that helps.",
                    "请附上文件 %s 报告此问题：./sse report --bundle 会把它和其他有用的内容一起打包。",
                    file.getParent().getFileName() + "/" + file.getFileName());
        } catch (IOException readOnly) {
            return text("Please report it: %s", "请报告此问题：%s", fault);
        }
    }

    private static synchronized void keep(String trace, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (KEPT.add(file)) {
            Files.writeString(file, trace);
        } else if (Files.exists(file) && Files.size(file) < ENOUGH) {
            Files.writeString(file, "\n" + trace, StandardOpenOption.APPEND);
        }
    }

    private static Path file(Home home) {
        return home.work().resolve("checker-fault.txt");
    }
}
