package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** The backlog of a viewer who has just come: the last lines of the file, and no more, however long they are. */
final class Backlog {

    private static final int BEFORE = 20;

    /** Ten such lines are more than anybody reads at once, and none of them is so long that it is cut. */
    private static final String FILLING = " " + "~".repeat(20_000);

    private static final Text CAUSE = text(
            "the file is not read backwards from its end, block by block, until there are log.backlog complete lines, and no more: one block may hold fewer",
            "没有从文件末尾逐块往回读，直到正好凑满 log.backlog 个完整的行，不多不少：一块里可能没有这么多行");

    private Backlog() {}

    /** A log that ends in long lines before anybody follows it, so nobody has to see them come. */
    static FollowedLog log(Probe probe) {
        FollowedLog log = FollowedLog.withLines(probe, BEFORE);
        log.append(log.make(FollowedLog.BACKLOG, FILLING));
        return log;
    }

    static void require(FollowedLog log) {
        LogViewer viewer = LogViewer.join(log);
        requireLast(viewer);
        if (log.tidy(viewer)) { // else nothing comes live, which is for another check to say
            requireLast(LogViewer.join(log));
        }
    }

    private static void requireLast(LogViewer viewer) {
        List<String> last = viewer.log().last(FollowedLog.BACKLOG);
        viewer.await(last.size());
        boolean torn = viewer.texts().stream().anyMatch(text -> isBegin(text, last));
        viewer.requireNext(last, torn ? LinePieces.CUT : CAUSE);
    }

    private static boolean isBegin(String text, List<String> lines) {
        return !lines.contains(text) && lines.stream().anyMatch(line -> line.startsWith(text));
    }
}
