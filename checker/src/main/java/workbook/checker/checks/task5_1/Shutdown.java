package workbook.checker.checks.task5_1;

import static workbook.checker.probe.Expectations.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** A server that is told to stop while one of its clients takes nothing, and others come. */
final class Shutdown {

    /** The time that the contract adds to the grace period (contract 5.1 C5). */
    private static final Duration ALLOWANCE = Duration.ofSeconds(2);

    /** 143 is what a JVM returns that was ended by SIGTERM: 128 and the number of the signal. */
    private static final Set<Integer> CODES = Set.of(0, 143);

    /** Together the long messages are more than kernels usually keep for a connection whose reader stands still. */
    private static final int LONG_MESSAGES = 64;

    private static final int CHARACTERS = 32 << 10;

    private static final int UNAVAILABLE = 503;

    private final Probe server;
    private final List<Connection> late;
    private final OptionalInt code;
    private final Duration took;

    /**
     * What was seen of the end of a server.
     *
     * @param late requests that came, or were whole, when the readers had been sent away
     * @param code the exit code of the process, if it has ended
     * @param took from SIGTERM to the end of the process, or of the wait for it
     */
    private Shutdown(Probe server, List<Connection> late, OptionalInt code, Duration took) {
        this.server = server;
        this.late = late;
        this.code = code;
        this.took = took;
    }

    /** Starts a server, lets one client stand still, sends SIGTERM, and waits for the end up to {@link #limit}. */
    static Shutdown observe(Probe probe) {
        Probe server = probe.ownServer(Map.of());
        Channel channel = new Channel(server, new TextPosting());
        Reader reader = Reader.join(channel);
        Reader stuck = Reader.joinWithSmallBuffers(channel);
        stuck.now().stopReading();
        for (int n = 1; n <= LONG_MESSAGES; n++) {
            channel.post("long " + n + " " + server.word().repeat(CHARACTERS / 8));
        }
        reader.await(channel.all().getLast(), server.answer());
        List<Connection> begun =
                List.of(server.getHeldBack("/events"), server.postTextHeldBack("/messages", "too late"));
        long asked = System.nanoTime();
        server.askToEnd();
        Duration limit = limit(server);
        reader.now().awaitEnd(limit);
        begun.forEach(Connection::sendRest);
        List<Connection> late = Stream.concat(
                        Stream.of(server.get("/events"), server.postText("/messages", "too late")), begun.stream())
                .toList();
        late.forEach(connection -> connection.awaitHead(limit));
        OptionalInt code = server.awaitEnd(limit.minusNanos(System.nanoTime() - asked));
        return new Shutdown(server, late, code, Duration.ofNanos(System.nanoTime() - asked));
    }

    private static Duration grace(Probe server) {
        return server.duration("server.shutdown-grace-period");
    }

    /** A JVM that ends on a busy machine has much to do, and one that waits for a stream waits longer than that. */
    private static Duration limit(Probe server) {
        return grace(server).plus(server.stretch(ALLOWANCE)).plus(server.slack());
    }

    /** The exit code, if the process has ended. */
    OptionalInt code() {
        return code;
    }

    /** The process ends in time, and says that it did so on purpose. */
    void requireExit() {
        if (code.isEmpty()) {
            throw Fault.expected(wanted())
                    .received(text("it still runs %.1f s after SIGTERM", "SIGTERM 之后 %.1f 秒它还在运行", seconds(took)))
                    .why(text(
                            "whoever deploys waits so long and no longer, and then kills the process",
                            "部署系统只等这么久，之后就强行杀掉进程"))
                    .likely(text(
                            "something waits for the streams without a limit, and one client takes nothing: let the server wait, its grace has an end. Or System.exit is called in the shutdown: it waits for the shutdown, which waits for it",
                            "有代码无限期地等待这些流，而其中一个客户端什么都不读：让服务器去等，它的宽限期总会结束。或者在停机过程里调用了 System.exit：它等停机结束，停机又在等它"))
                    .failure();
        }
        if (!CODES.contains(code.getAsInt())) {
            throw Fault.expected(wanted())
                    .received(
                            text("exit code %d after %.1f s", "%2$.1f 秒后退出，退出码为 %1$d", code.getAsInt(), seconds(took)))
                    .why(text("any other code looks like a crash to whoever deploys", "别的退出码，在部署系统看来就是崩溃"))
                    .likely(whyCode(code.getAsInt()))
                    .failure();
        }
    }

    private static Text whyCode(int code) {
        return code == 137
                ? text("something kills the process with SIGKILL", "有东西用 SIGKILL 杀掉了进程")
                : text(
                        "System.exit or Runtime.halt with a code of its own, or an exception in the shutdown",
                        "System.exit 或 Runtime.halt 带了别的退出码，或者停机过程抛出了异常");
    }

    private Text wanted() {
        return text(
                "exit code 0 or 143 within %.1f s of SIGTERM: server.shutdown-grace-period, which is %.1f s here, and 2 s",
                "SIGTERM 之后 %.1f 秒内退出，退出码为 0 或 143：即 server.shutdown-grace-period（这里是 %.1f 秒）再加 2 秒",
                seconds(grace(server).plus(ALLOWANCE)),
                seconds(grace(server)));
    }

    /** Nobody new is let in once the readers have been sent away, and nobody is told that something broke. */
    void requireNobodyNew() {
        for (Connection connection : late) {
            int status = connection
                    .awaitHead(Duration.ZERO)
                    .map(ResponseHead::status)
                    .orElse(UNAVAILABLE);
            if (status / 100 == 2) {
                throw letIn(connection, status);
            }
            if (status / 100 == 5 && status != UNAVAILABLE) {
                throw broken(connection, status);
            }
        }
    }

    private static CheckFailure letIn(Connection connection, int status) {
        return refusal(connection, status)
                .browser(text("believes that all is well, and is cut a moment later", "以为一切正常，片刻之后就被切断"))
                .why(text(
                        "who comes now must find the next instance, and what is posted now reaches nobody",
                        "这时来的客户端应当去找下一个实例；这时提交的消息谁也收不到"))
                .likely(text(
                        "the shutdown waits while the server still listens: return from the handler at once, and answer 503 when the log is closed",
                        "停机代码在等待，而服务器还在监听：应立即从处理函数返回，日志关闭后一律回 503"))
                .failure();
    }

    private static CheckFailure broken(Connection connection, int status) {
        return refusal(connection, status)
                .why(text(
                        "503 says that the next instance will do it, %d that something broke: whoever posts may not try again, and an alarm goes off for a shutdown that went well",
                        "503 表示下一个实例会处理，%d 表示出了故障：提交消息的一方可能不再重试，正常的停机也会触发告警", status))
                .likely(text(
                        "the log that is closed throws an exception, and nobody catches it: ask it whether it is closed, and answer 503",
                        "日志关闭后抛出异常，却没有代码捕获：应先判断日志是否已经关闭，是就回 503"))
                .failure();
    }

    private static Fault refusal(Connection connection, int status) {
        return Fault.expected(text("no connection, or status 503, once the streams have ended", "流结束之后，连接被拒绝，或返回 503"))
                .received(text("status %d", "状态码 %d", status))
                .on(connection);
    }
}
