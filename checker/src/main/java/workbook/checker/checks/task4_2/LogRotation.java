package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.text.Text;

/** What happens to a log besides being written to: it is renamed away, cut short, deleted, not there yet. */
final class LogRotation {

    private static final Text OLD = text(
            "the old file is let go before it was read to its end, which may be more than one block away: keep it open, and read on from the open file when it has another name",
            "旧文件没读完就放掉了，剩下的可能不止一块：让它一直开着，改名之后从打开的文件继续读完");

    private static final Text DEAD = text(
            "nobody looks at the file any more: while there was none at the path, a NoSuchFileException ended the thread that looks; catch it inside its loop",
            "已经没有线程在看文件：路径上暂时没有文件时，NoSuchFileException 结束了监视线程；要在循环内部捕获它");

    private static final Text SHARED = text(
            "the file of a generation that fell out of the list was closed, but one that was cut short shares its file with the next: put the new one in its place, and close only files that nobody else holds",
            "从列表中移出的那一代关闭了它的文件，但被截短的一代与下一代共用同一个文件：应当用新的一代替换它，只关闭没有别人使用的文件");

    /** Lines of a kilobyte: more than anybody reads at once, also when some were read before the renaming. */
    private static final int MANY = 1_000;

    private static final String FILLING = " " + "~".repeat(1_000);

    /** Whoever looks just between the writing and the renaming may have read it all, but not each time. */
    private static final int TIMES = 3;

    /** More than a server is likely to hold open. */
    private static final int CUTS = 12;

    private static final Text NEW = text(
            "the new file is not noticed, or is read from the old offset: compare the file key (inode), not the name or the size alone",
            "没有发现新文件，或者从旧的偏移量开始读：要比较文件标识（inode），不能只看名字或大小");

    private static final Text SHORTER = text(
            "the file is now shorter than the place that was reached, so begin anew at 0; a read behind the end waits for ever",
            "文件已比读到的位置还短，应从 0 重新开始；在末尾之后读只会一直等下去");

    private static final Text ABSENT = text(
            "a file that is not there ended the watcher, or the viewer began at the end of it; what appears is read from its start",
            "文件不存在时监视就结束了，或者查看者从文件末尾开始；后来出现的文件要从头读起");

    private final FollowedLog log;
    private LogViewer viewer;

    private LogRotation(FollowedLog log, LogViewer viewer) {
        this.log = log;
        this.viewer = viewer;
    }

    /** Begins with a viewer that has had the backlog. */
    private static LogRotation watch(FollowedLog log) {
        LogViewer viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        return new LogRotation(log, viewer);
    }

    /** The file is renamed with lines that nobody has read yet, and a new file is there at once. */
    static void requireRename(FollowedLog log) {
        LogRotation rotation = watch(log);
        rotation.rename(3, 4);
        rotation.requireBacklog();
        rotation.rename(2, 200);
        for (int time = 0; time < TIMES; time++) {
            rotation.renameLong();
        }
        rotation.renameUnfinished();
    }

    private void rename(int old, int fresh) {
        List<String> last = log.append(old);
        List<String> first = log.replace(fresh);
        viewer.requireNext(last, OLD);
        viewer.requireNext(first, NEW);
        viewer.requireNext(log.append(1), NEW);
    }

    private void renameLong() {
        List<String> last = log.make(MANY, FILLING);
        List<String> first = log.appendAndReplace(last, 4);
        viewer.requireNext(last, OLD);
        viewer.requireNext(first, NEW);
    }

    /** Who comes now gets the last lines of the file that is there now. */
    private void requireBacklog() {
        LogViewer late = LogViewer.join(log);
        late.requireNext(
                log.last(FollowedLog.BACKLOG),
                text("the backlog is that of the file which was there before", "取的是之前那个文件的最后几行"));
    }

    /** A last line that never gets its end may be sent, or not. */
    private void renameUnfinished() {
        List<String> last = log.append(1);
        String half = log.make(1).getFirst() + " never finished";
        log.write(half.getBytes(StandardCharsets.UTF_8));
        List<String> first = log.replace(2);
        viewer.requireNext(last, OLD);
        viewer.await(viewer.seen() + 1);
        boolean sent = viewer.lines().size() > viewer.seen()
                && viewer.lines().get(viewer.seen()).item().data().equals(half);
        viewer.seen(viewer.seen() + (sent ? 1 : 0));
        viewer.requireNext(
                first,
                text(
                        "half a line of the old file is glued to the first line of the new one: forget it, or send it by itself",
                        "旧文件的半行粘到了新文件的第一行上：应丢掉它，或单独发出"));
    }

    /** Between the old file and the new one there is none for a while. */
    private void renameWithPause() {
        List<String> last = new ArrayList<>(log.append(2));
        log.renameAway();
        requireOld(last);
        viewer.now().awaitEvents(viewer.now().eventCount() + 1, viewer.probe().slack());
        List<String> first = log.append(3);
        viewer.requireNext(first, viewer.await(viewer.seen() + 1) ? NEW : DEAD);
    }

    /**
     * The last lines of the file that was renamed away, while there is no other. If nothing comes of them, and nothing
     * of the next file either, nobody looks any more.
     */
    private void requireOld(List<String> last) {
        boolean any = viewer.await(viewer.seen() + 1);
        if (!any) {
            log.append(1);
            any = viewer.await(viewer.seen() + 1);
        }
        viewer.requireNext(last, any ? OLD : DEAD);
    }

    /** The file is cut to nothing, and to its first lines. */
    static void requireTruncation(FollowedLog log) {
        LogRotation rotation = watch(log);
        rotation.viewer.requireNext(log.append(20));
        rotation.truncate(0, 3);
        rotation.viewer.requireNext(log.append(12), SHORTER);
        rotation.truncate(4, 2);
        LogViewer.join(log).requireNext(log.last(FollowedLog.BACKLOG), SHORTER);
    }

    private void truncate(int left, int more) {
        log.truncate(left, log.make(more));
        viewer.requireNext(log.lines(), SHORTER);
        viewer.requireNext(log.append(1), SHORTER);
    }

    /** The file is absent when the viewer comes, appears, is deleted and created anew, and is renamed away. */
    static void requireLate(FollowedLog log) {
        LogRotation rotation = watch(log);
        rotation.viewer.requireNext(log.append(FollowedLog.BACKLOG + 5), ABSENT);
        rotation.viewer.requireNext(log.append(1), ABSENT);
        log.delete();
        rotation.viewer.requireNext(log.append(3), ABSENT);
        rotation.viewer.requireNext(log.append(1), ABSENT);
        rotation.renameWithPause();
    }

    /**
     * Ids of a file that is no longer the one at the path. A server may look at the file now and then only, so somebody
     * who watches shows when it has noticed what happened.
     */
    static void requireOldIds(FollowedLog log) {
        LogRotation rotation = watch(log);
        UselessIds ids = new UselessIds(log);
        ids.requireWhole(rotation.rotatedAway(), text("the file was renamed away since", "此后文件被改名换走了"));
        ids.requireWhole(rotation.overwritten(), text("the file was cut short since", "此后文件被截短了"));
        rotation.cutAgainAndAgain();
    }

    /** As many generations as no server holds, all in one file. */
    private void cutAgainAndAgain() {
        viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        viewer.requireNext(log.append(CUTS));
        for (int left = CUTS; left > 0; left--) {
            log.truncate(0, log.make(left));
            viewer.requireNext(log.lines(), SHARED);
        }
        LogViewer.join(log).requireNext(log.last(FollowedLog.BACKLOG), SHARED);
    }

    /** An id from early in the old file, while the new one is already longer than that. */
    private String rotatedAway() {
        viewer.requireNext(log.replace(12), NEW);
        String id = early();
        viewer.requireNext(log.replace(8), NEW);
        return id;
    }

    private String overwritten() {
        viewer.await(log.append(5).getLast(), viewer.probe().answer());
        String id = early();
        log.truncate(0, log.make(3));
        viewer.await(log.last(1).getFirst(), viewer.probe().answer());
        viewer.await(log.append(4).getLast(), viewer.probe().answer());
        return id;
    }

    private String early() {
        LogViewer late = LogViewer.join(log);
        late.requireNext(log.last(FollowedLog.BACKLOG));
        return late.id(1);
    }
}
