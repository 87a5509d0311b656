package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

/** What somebody gets who has just come: the end of the file, and no more of it. */
final class Backlog {

    private Backlog() {}

    static void require(FollowedLog scene) {
        LogViewer.join(scene)
                .requireNext(
                        scene.last(FollowedLog.BACKLOG),
                        text(
                                "the file is not read from its end: log.backlog complete lines, and no more",
                                "没有从文件末尾往回数：应是最后 log.backlog 个完整的行，不多不少"));
    }
}
