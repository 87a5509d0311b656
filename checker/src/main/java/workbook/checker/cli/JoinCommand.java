package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.classroom.board.BoardClient;
import workbook.checker.classroom.board.Membership;
import workbook.checker.workbook.Home;

/** {@code sse join URL}: sends the verdicts of all later checks to the board of a class. */
@Command(name = "join", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", arity = "0..1")
    private String url;

    @Option(names = "--name", paramLabel = "NAME")
    private String name;

    @Option(names = "--code", paramLabel = "CODE")
    private String code;

    @Option(names = "--leave")
    private boolean leave;

    private final Screen screen;

    JoinCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Home home = Context.open(screen).home();
        if (leave) {
            screen.say(
                    Membership.forget(home.work())
                            ? text("Your checks tell no board any more.", "你的检查结果不再发送到看板。")
                            : text("You have joined no board.", "你没有加入看板。"));
            return ExitCode.PASSED.code();
        }
        if (url == null) {
            throw new UsageFault(text(
                    "Say which board: ./sse join URL --name NAME --code CODE",
                    "请指明看板：./sse join URL --name 名字 --code 口令"));
        }
        Membership member = BoardReporter.member(url, name, code);
        BoardClient.Outcome outcome = BoardClient.knock(member);
        if (outcome != BoardClient.Outcome.TAKEN) {
            screen.complain(BoardReporter.trouble(outcome, member));
            return ExitCode.NO_SERVER.code();
        }
        member.keep(home.work());
        screen.say(text(
                "Joined as %s. Each check tells the board your name, the task, its checks and their verdicts, and nothing"
                        + " else. To stop: ./sse join --leave",
                "已以 %s 的名义加入。每次检查只向看板发送名字、任务、检查项和结果，不含其他内容。退出：./sse join --leave", member.name()));
        return ExitCode.PASSED.code();
    }
}
