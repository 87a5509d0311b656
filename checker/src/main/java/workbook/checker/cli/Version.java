package workbook.checker.cli;

import picocli.CommandLine.IVersionProvider;
import workbook.checker.workbook.WorkbookReader;

/** What {@code sse --version} says. */
record Version(Screen screen) implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "SSE workbook, edition "
                    + WorkbookReader.workbook(screen.workbook()).edition(),
            "Java " + Runtime.version()
        };
    }
}
