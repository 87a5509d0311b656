package workbook.checker.cli;

import picocli.CommandLine.IVersionProvider;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** What {@code sse --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Home home = Home.find();
        return new String[] {
            "SSE workbook, edition " + WorkbookReader.workbook(home).edition(), "Java " + Runtime.version()
        };
    }
}
