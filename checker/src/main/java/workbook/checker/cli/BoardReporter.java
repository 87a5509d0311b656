package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import workbook.checker.classroom.board.BoardClient;
import workbook.checker.classroom.board.BoardMessage;
import workbook.checker.classroom.board.BoardMessage.TaskState;
import workbook.checker.classroom.board.LearnerName;
import workbook.checker.classroom.board.Membership;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** Sends the verdicts of a check to the board of a class, and says in one sentence if that was not possible. */
final class BoardReporter {

    private BoardReporter() {}

    /**
     * Returns the membership that a command line describes.
     *
     * @throws UsageFault if a part is missing or not valid
     */
    static Membership member(String url, String name, String code) {
        if (name == null || code == null) {
            throw new UsageFault(text(
                    "A board needs your name and its code: --name NAME --code CODE",
                    "加入看板需要名字和口令：--name 名字 --code 口令"));
        }
        if (!code.matches("[\\w-]{1,64}")) {
            throw new UsageFault(text("--code: not as the board says it.", "--code：与看板给出的不符。"));
        }
        try {
            URI board = new URI(url);
            if ("http".equalsIgnoreCase(board.getScheme()) && board.getHost() != null && board.getPort() < 65536) {
                return new Membership(board.resolve("/"), LearnerName.checked(name), code);
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is not a usable URL.
        } catch (IllegalArgumentException e) {
            throw new UsageFault(text(
                    "--name wants 1 to %d characters that can be seen.",
                    "--name 应为 1 到 %d 个可见字符。", LearnerName.LONGEST));
        }
        throw new UsageFault(text(
                "\"%s\" is no URL of a board. Wanted: http://HOST:PORT", "\"%s\" 不是看板的 URL。应为 http://HOST:PORT", url));
    }

    /** The board that this workbook has joined, if any. */
    static Optional<Membership> joined(Home home) {
        return Membership.read(home.work());
    }

    /** Sends a report. Returns the sentence to print; empty if the board took the report. */
    static Text tell(Membership member, Report report) {
        Map<String, TaskState> tasks = new LinkedHashMap<>();
        report.tasks().stream().filter(task -> !task.broken()).forEach(task -> tasks.put(task.id(), state(task)));
        return trouble(BoardClient.bring(member, new BoardMessage(member.name(), tasks)), member);
    }

    private static TaskState state(TaskResult task) {
        Map<Integer, String> checks = new LinkedHashMap<>();
        for (CheckResult check : task.checks()) {
            int number = Integer.parseInt(check.id().substring(check.id().indexOf('/') + 1));
            checks.put(number, check.verdict().word());
        }
        return new TaskState(task.status().word(), checks);
    }

    static Text trouble(BoardClient.Outcome outcome, Membership member) {
        return switch (outcome) {
            case TAKEN -> Text.NONE;
            case WRONG_CODE -> text("The board at %s does not know this code.", "看板 %s 不接受这个口令。", member.board());
            case TOO_OFTEN ->
                text(
                        "The board at %s was told too often, and left this one out.",
                        "向看板 %s 报告过于频繁，这一次未计入。", member.board());
            case REFUSED -> text("The board at %s did not take this.", "看板 %s 没有接受这次结果。", member.board());
            case NOT_REACHED -> text("The board at %s cannot be reached.", "无法连接看板 %s。", member.board());
        };
    }
}
