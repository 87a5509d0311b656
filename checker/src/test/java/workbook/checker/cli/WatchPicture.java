package workbook.checker.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** The screen of {@code sse watch} as it is drawn on a terminal with keys, without colour. */
public final class WatchPicture {

    private WatchPicture() {}

    /** @param body what was found, and {@code state} what is said below it */
    public static String of(Home home, Language language, String task, String body, Text state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(stream, stream, new Terminal(100, false, StandardCharsets.UTF_8), language, false);
        Context context = new Context(screen, home, WorkbookReader.workbook(home));
        new WatchScreen(context, true).show(context.task(task), body, state);
        return out.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9]*[A-Z]", "");
    }
}
