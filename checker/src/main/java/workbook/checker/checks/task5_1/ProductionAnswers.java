package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.OptionalInt;
import workbook.checker.probe.Answers;
import workbook.checker.text.Text;

/**
 * What is true of limits, proxies, balancers and the end of a server.
 *
 * @param streams how many streams of one host the browser opened at once over HTTP/1.1, if that was measured
 * @param exitCode of the server that was ended by SIGTERM, if that was measured
 */
record ProductionAnswers(Answers answers, OptionalInt streams, OptionalInt exitCode) {

    /** How many connections browsers open at once to a host over HTTP/1.1. */
    private static final int USUAL_STREAMS = 6;

    /** The exit code of a JVM that was ended by SIGTERM: 128 and the number of the signal. */
    private static final int USUAL_EXIT = 143;

    void require() {
        limits();
        proxies();
        balancers();
        shutdown();
        answers.require();
    }

    private void limits() {
        answers.number("limits.http1-streams", streams.orElse(USUAL_STREAMS), fact(streams))
                .yesNo(
                        "limits.tabs-share",
                        true,
                        text(
                                "the browser counts connections to a host, whichever tab opened them",
                                "浏览器按主机计算连接，不管是哪个标签页打开的"))
                .yesNo(
                        "limits.second-host",
                        true,
                        text("another host name, or another port, has connections of its own", "换一个主机名或端口，就有另外的一组连接"))
                .number(
                        "limits.http2-connections",
                        1,
                        text(
                                "over HTTP/2 streams share one connection; a server should allow at least 100 (RFC 9113 section 6.5.2)",
                                "HTTP/2 下各个流共用一个连接；服务器至少应允许 100 个流（RFC 9113 第 6.5.2 节）"))
                .yesNo(
                        "limits.descriptors",
                        false,
                        text(
                                "a listener of Helidon that gets no descriptor for one connection stops for good: set max-tcp-connections below \"ulimit -n\"",
                                "Helidon 的监听器只要有一次拿不到文件描述符，就永远停下：max-tcp-connections 要低于 \"ulimit -n\""));
    }

    private static Text fact(OptionalInt streams) {
        return streams.isPresent()
                ? text(
                        "measured in your browser: of seven streams %d were open, and the rest waited",
                        "在你的浏览器里实测：七个流打开了 %d 个，其余的在等", streams.getAsInt())
                : text(
                        "browsers open six connections to a host over HTTP/1.1, and each stream takes one",
                        "HTTP/1.1 下，浏览器对一个主机只开六个连接，每个流占用一个");
    }

    private void proxies() {
        answers.number(
                        "proxies.http10-status",
                        502,
                        text(
                                "Helidon closes a connection that speaks HTTP/1.0, and nginx has no answer to pass on",
                                "Helidon 会关闭讲 HTTP/1.0 的连接，nginx 没有响应可转"))
                .number(
                        "proxies.read-timeout",
                        60,
                        text(
                                "proxy_read_timeout is 60 s unless the file says otherwise",
                                "文件里不写的话，proxy_read_timeout 是 60 秒"))
                .yesNo(
                        "proxies.heartbeat",
                        true,
                        text(
                                "the timeout runs between two reads, and a comment is bytes like any other",
                                "这个时限算的是两次读取之间，而注释和别的一样是字节"))
                .yesNo(
                        "proxies.slow-reader",
                        false,
                        text(
                                "nginx takes it all, into files if it must: it took 32 MB in the check, and then we stopped",
                                "nginx 照单全收，放不下就写文件：检查里它收了 32 MB，之后是我们停下的"))
                .yesNo(
                        "proxies.accel",
                        true,
                        text(
                                "X-Accel-Buffering: no turns buffering off for one answer; nginx takes the header out",
                                "X-Accel-Buffering: no 只对这一个响应关闭缓冲；nginx 会去掉这个头"));
    }

    private void balancers() {
        answers.oneOf(
                        "balancers.method",
                        List.of("round-robin", "least-connections"),
                        "least-connections",
                        text(
                                "streams last for hours: an instance that was just started gets its share only if the open ones count",
                                "流会持续几小时：只有按打开的连接数分配，刚启动的实例才能分到它那一份"))
                .oneOf(
                        "balancers.other-instance",
                        List.of("the-rest", "reset", "nothing"),
                        "reset",
                        text(
                                "its id is of another process, so what it missed is not known here: it must be told",
                                "它的 id 属于另一个进程，这里不知道它错过了什么：必须告诉它"))
                .yesNo(
                        "balancers.idle",
                        false,
                        text(
                                "10 s of silence come before each heartbeat of 15 s: the balancer cuts, the browser comes back, and so on",
                                "15 秒一次的心跳到来之前，早就沉默了 10 秒：均衡器切断，浏览器重连，周而复始"));
    }

    private void shutdown() {
        answers.oneOf(
                        "shutdown.first",
                        List.of("server", "streams"),
                        "streams",
                        text(
                                "the server waits for its handlers, and then interrupts them: who wants to say goodbye must do it before",
                                "服务器先等处理函数，再打断它们：想告别，就得赶在这之前"))
                .number(
                        "shutdown.exit-code",
                        exitCode.orElse(USUAL_EXIT),
                        exitCode.isPresent()
                                ? text("measured: your server ended with %d", "实测：你的服务器以 %d 退出", exitCode.getAsInt())
                                : text(
                                        "a JVM that is ended by a signal returns 128 and its number, and SIGTERM has the number 15",
                                        "被信号结束的 JVM 返回 128 加信号编号，SIGTERM 的编号是 15"))
                .yesNo(
                        "shutdown.refused",
                        true,
                        text(
                                "a refused connection is a network error: EventSource tries again (HTML 9.2.3)",
                                "连接被拒绝是网络错误：EventSource 会再试（HTML 9.2.3）"))
                .yesNo(
                        "shutdown.unavailable",
                        false,
                        text(
                                "any status but 200 ends an EventSource for good (HTML 9.2.3)",
                                "200 以外的任何状态码都会让 EventSource 彻底停下（HTML 9.2.3）"))
                .yesNo(
                        "shutdown.herd",
                        true,
                        text(
                                "all of them were cut in one moment, and all wait equally long: give each a pause of its own",
                                "它们同时被切断，等的时间又一样长：应当给每个客户端不同的间隔"));
    }
}
