package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** The file that keeps the stack trace of a fault of the checker itself, which never goes on the screen. */
public final class CheckerFault {

    private CheckerFault() {}

    /** Writes the trace to {@code .sse/checker-fault.txt}, and returns the sentence that asks for a report of it. */
    public static Text keep(Throwable fault, Home home) {
        Path file = home.work().resolve("checker-fault.txt");
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, trace.toString());
            return text(
                    "Please report it with the file %s: ./sse report --bundle packs it with all that helps.",
                    "请附上文件 %s 报告此问题：./sse report --bundle 会把它和其他有用的内容一起打包。",
                    file.getParent().getFileName() + "/" + file.getFileName());
        } catch (IOException readOnly) {
            return text("Please report it: %s", "请报告此问题：%s", fault);
        }
    }
}
