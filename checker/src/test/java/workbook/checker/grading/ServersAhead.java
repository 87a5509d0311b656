package workbook.checker.grading;

import workbook.checker.server.Program;
import workbook.checker.server.ServerArchive;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** What {@code ./sse} does behind a build: with an archive of their classes, servers under test start in half the time. */
public final class ServersAhead {

    private ServersAhead() {}

    /** Makes the archive of the workbook here, unless it is there. */
    public static void prepare() {
        Home home = Home.find();
        ServerArchive.prepare(new Program.JavaFolder(
                home.folder(
                        Tree.SOLUTIONS,
                        WorkbookReader.workbook(home).task("1.2").orElseThrow()),
                home.exerciseLibraries(),
                home.work()));
    }
}
