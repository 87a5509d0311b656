package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

/** The backlog of a viewer who has just come: the last lines of the file, and no more. */
final class Backlog {

    private Backlog() {}

    static void require(FollowedLog log) {
        LogViewer.join(log)
                .requireNext(
                        log.last(FollowedLog.BACKLOG),
                        text(
                                "the file is not read from its end: log.backlog complete lines, and no more",
                                "没有从文件末尾往回数：应是最后 log.backlog 个完整的行，不多不少"));
    }
}
