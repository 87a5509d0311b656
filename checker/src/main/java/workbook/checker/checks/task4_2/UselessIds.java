package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Ids that name no place in the file, or no longer. Whoever brings one gets the last lines or all of them, then goes on live. */
final class UselessIds {

    private static final BigInteger BEYOND = BigInteger.valueOf(1_000_000_000);

    private static final List<String> HOSTILE = List.of(
            "not-an-id",
            "-1",
            "99999999999999999999",
            "1e9",
            "NaN",
            "../../etc/passwd",
            "%00",
            "'; DROP TABLE lines; --",
            "{\"offset\":",
            "0e8f5c1e-7d0b-4c8e-9f51-3b1a7a2f6d04",
            "a".repeat(2000));

    private static final String AFTER = "?after";

    /** Who came with an id, and where it stood. */
    private record Asked(LogViewer viewer, String where, String id) {

        Fault fault(Text cause) {
            return Fault.expected(text(
                            "the last %d lines or the whole file, then live, for %s %s: %s",
                            "%2$s 为 %3$s 时，发最后 %1$d 行或整个文件，然后实时发送：%4$s",
                            FollowedLog.BACKLOG,
                            same(where),
                            same(WireText.escape(Clip.characters(id, 40))),
                            cause))
                    .why(text("a place that cannot be found must not become a silent gap", "找不到的位置不能变成无声的缺口"));
        }
    }

    private final FollowedLog log;

    UselessIds(FollowedLog log) {
        this.log = log;
    }

    /** A useless id is answered calmly, also by a server whose log is not the checker's. */
    static void requireCalm(Probe probe) {
        probe.atOnce(HOSTILE.size(), n -> probe.get("/events", LogViewer.LAST_EVENT_ID, HOSTILE.get(n)))
                .forEach(connection -> {
                    Expectations.requireEventStream(probe, connection);
                    connection.close();
                });
        probe.atOnce(HOSTILE.size(), n -> probe.get(LogViewer.address(HOSTILE.get(n))))
                .forEach(connection -> requireStreamOrRefusal(probe, connection));
    }

    private static void requireStreamOrRefusal(Probe probe, Connection connection) {
        if (!LogViewer.isRefused(probe, connection)) {
            Expectations.requireEventStream(probe, connection);
        }
        connection.close();
    }

    static void require(FollowedLog log) {
        UselessIds useless = new UselessIds(log);
        List<String> ids = useless.ids();
        useless.requireWhole(
                Stream.of(useless.byHeader(ids), useless.byAddress(ids)), text("no line has this id", "没有哪一行用过这个 id"));
    }

    /** An id that the server gave itself, so it may not be refused as malformed. */
    void requireWhole(String old, Text cause) {
        Asked after = new Asked(LogViewer.after(log, old), AFTER, old);
        requireWhole(Stream.of(byHeader(List.of(old)), List.of(after)), cause);
    }

    private List<Asked> byHeader(List<String> ids) {
        return log.server()
                .atOnce(
                        ids.size(),
                        n -> new Asked(LogViewer.resume(log, ids.get(n)), LogViewer.LAST_EVENT_ID, ids.get(n)));
    }

    private List<Asked> byAddress(List<String> ids) {
        return log
                .server()
                .atOnce(ids.size(), n -> LogViewer.afterOrRefused(log, ids.get(n))
                        .map(viewer -> new Asked(viewer, AFTER, ids.get(n))))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> ids() {
        LogViewer viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        String real = viewer.id(FollowedLog.BACKLOG - 1);
        List<String> ids = new ArrayList<>(HOSTILE);
        ids.addAll(List.of(real + "x", "x" + real, "\"" + real + "\"", real + "," + real));
        Matcher digits = Pattern.compile("[0-9]+$").matcher(real);
        if (digits.find()) {
            ids.add(digits.replaceFirst(
                    new BigInteger(digits.group()).add(BEYOND).toString()));
        }
        return ids;
    }

    /** The backlog at least; at most all lines, and before them what was left of the file to which the id belongs. */
    private void requireWhole(Stream<List<Asked>> ways, Text cause) {
        List<Asked> all = ways.flatMap(List::stream).toList();
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        all.forEach(asked -> asked.viewer().now().awaitEvents(1, log.server().slack()));
        String live = log.append(1).getFirst();
        all.forEach(asked -> requireWhole(asked, cause, backlog, live));
    }

    private void requireWhole(Asked asked, Text cause, List<String> backlog, String live) {
        LogViewer viewer = asked.viewer();
        boolean came = viewer.await(live, viewer.probe().answer());
        List<String> got = viewer.texts();
        if (!came) {
            throw asked.fault(cause)
                    .received(text("%d line(s), and no live one", "%d 行，但没有实时的行", got.size()))
                    .browser(text("the page stands still for good", "页面永远停在那里"))
                    .likely(text(
                            "the server waits until the file has grown to the place that the id names",
                            "服务器在等文件长到 id 所指的位置"))
                    .on(viewer.now())
                    .failure();
        }
        List<String> before = got.subList(0, got.indexOf(live));
        if (!endsWith(before, backlog) && !isLate(before, backlog)) {
            throw skipped(asked, cause, before);
        }
    }

    private static boolean endsWith(List<String> lines, List<String> last) {
        int begin = lines.size() - last.size();
        return begin >= 0 && lines.subList(begin, lines.size()).equals(last);
    }

    /** A server that looks for the last lines after the live one was written finds that one among them. */
    private static boolean isLate(List<String> before, List<String> backlog) {
        return before.equals(backlog.subList(1, backlog.size()));
    }

    private CheckFailure skipped(Asked asked, Text cause, List<String> got) {
        boolean half = got.stream().anyMatch(line -> log.number(line) == 0);
        return asked.fault(cause)
                .received(
                        half
                                ? text("a line that nobody wrote", "没人写过的一行")
                                : text("%d line(s) before the live one", "实时行之前只有 %d 行", got.size()))
                .browser(
                        half
                                ? text("half a line, from the midst of the file", "从文件中间开始的半行")
                                : text("lines are missing, and nothing tells so", "缺了一些行，而且毫无提示"))
                .likely(text(
                        "the number in the id is taken for an offset, whatever file it was made for: let the id name the file, too, and accept nothing that you did not write",
                        "不管 id 属于哪个文件，都把其中的数字当成偏移量：id 里要写明是哪个文件，而且只接受自己写过的形式"))
                .on(asked.viewer().now())
                .failure();
    }
}
