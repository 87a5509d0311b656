package workbook.checker.checks.task3_2;

import static workbook.checker.checks.timing.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.checker.checks.task3_2.Listener.Silence;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.text.Text;

/**
 * What clients hear while nothing happens. A silence that is too long counts when the next one is so, too: a busy machine
 * is late once, and a wrong server always.
 */
final class Silences {

    private static final Text PROXIES = text(
            "proxies close a connection that is silent: nginx after 60 s, some load balancers sooner; and only a write"
                    + " tells a server that its client has gone",
            "沉默的连接会被代理关闭：nginx 是 60 秒，有些负载均衡器更短；而且服务器只有在写的时候才知道客户端已经离开");

    private static final SecondLook TWICE = new SecondLook(2);

    private final Heartbeat heartbeat;
    private final Listeners clients;
    private final long begun = System.nanoTime();

    Silences(Probe probe, Listeners clients) {
        this.heartbeat = new Heartbeat(probe);
        this.clients = clients;
    }

    /** At least one client hears something in time. */
    void requireSign() {
        if (clients.all().stream().allMatch(this::isTooSilent)) {
            Listener client = clients.quiet().getFirst();
            Optional<Silence> late = first(client, heartbeat.interval().multipliedBy(10));
            throw Fault.expected(heartbeat.wanted())
                    .received(late.map(silence -> text(
                                    "nothing for %.1f s, again and again; up to %.1f s is accepted",
                                    "一再出现 %.1f 秒的沉默；最多允许 %.1f 秒",
                                    seconds(silence.length()),
                                    seconds(heartbeat.silent())))
                            .orElse(nothing(client)))
                    .why(PROXIES)
                    .likely(whySilent(client, late.isPresent()))
                    .on(client.connection())
                    .failure();
        }
    }

    private static Text whySilent(Listener client, boolean late) {
        if (late) {
            return text(
                    "heartbeat.interval is not read from the config, or taken in another unit",
                    "没有从配置读取 heartbeat.interval，或者单位弄错了");
        }
        byte[] body = client.connection().body();
        if (body.length > 0 && body[body.length - 1] != '\n' && body[body.length - 1] != '\r') {
            return text(
                    "what came last has no line end, so it is no comment yet: write \": heartbeat\\n\\n\"",
                    "最后到来的内容没有换行，还不是注释：应当写 \": heartbeat\\n\\n\"");
        }
        return client.open()
                ? text(
                        "the handler waits for the next event without a limit, or with one in another unit: poll(interval) instead of take()",
                        "处理函数无限期地等待下一个事件，或者时限的单位弄错了：用 poll(间隔)，不要用 take()")
                : text(
                        "the handler returns, or throws, when nothing came in time; write a heartbeat and wait again",
                        "等不到事件时处理函数就返回了，或抛出了异常；应当写一个心跳，然后继续等待");
    }

    private boolean isTooSilent(Listener client) {
        Optional<Silence> first = first(client, heartbeat.silent().multipliedBy(2));
        return first.isEmpty()
                || isLonger(first.get(), heartbeat.silent())
                        && next(client, first.get(), heartbeat.silent()).isEmpty();
    }

    private static boolean isLonger(Silence silence, Duration limit) {
        return silence.length().compareTo(limit) > 0;
    }

    private Optional<Silence> first(Listener client, Duration limit) {
        return client.silence(clients.quietSince(client), heartbeat.settled(), limit);
    }

    private Optional<Silence> next(Listener client, Silence before, Duration limit) {
        return client.silence(before.end(), heartbeat.settled(), limit);
    }

    private Text nothing(Listener client) {
        return client.open()
                ? text(
                        "nothing for %.1f s, connection still open",
                        "%.1f 秒内什么都没有，连接仍然打开", seconds(Duration.ofNanos(System.nanoTime() - begun)))
                : text("the server ended the stream", "服务器结束了这个流");
    }

    void requireOnTime() {
        Listener client = clients.quiet().stream()
                .filter(quiet ->
                        first(quiet, heartbeat.silent().multipliedBy(2)).isPresent())
                .findFirst()
                .orElse(clients.talkedTo().getFirst());
        Optional<Silence> first = first(client, heartbeat.late());
        if (first.isPresent()) {
            return;
        }
        Silence late = first(client, heartbeat.silent().multipliedBy(2)).orElseThrow();
        if (next(client, late, heartbeat.late()).isEmpty()) {
            throw Fault.expected(text(
                            "%s; up to %.1f s is accepted",
                            "%s；最多允许 %.1f 秒", heartbeat.wanted(), seconds(heartbeat.late())))
                    .received(text(
                            "%.1f s of silence, connection still open", "沉默了 %.1f 秒，连接仍然打开", seconds(late.length())))
                    .why(PROXIES)
                    .likely(text(
                            "the wait is longer than heartbeat.interval. In doubt, measure on the real clock: sse check 3.2 --clock real",
                            "等待的时间比 heartbeat.interval 长。不确定时可以用真实时钟再测：sse check 3.2 --clock real"))
                    .on(client.connection())
                    .failure();
        }
    }

    /** Whoever beats much more often than every interval does not read it, or beats for others, too. */
    void requireNotTooOften() {
        for (Listener client : clients.quiet()) {
            long from = clients.quietSince(client) + heartbeat.settled().toNanos();
            Pace pace = new Pace(heartbeat, client);
            TWICE.require(pace.over(from), pace::now, Pace.Beats::tooOften);
        }
    }

    /** Every client that got no message hears something, however many they are. */
    void requireSignAtEach() {
        List<Listener> quiet = clients.quiet();
        for (Listener client : quiet) {
            if (first(client, heartbeat.silent().multipliedBy(2)).isEmpty()) {
                throw Fault.expected(text("%s, for this client, too", "%s，这个客户端也一样", heartbeat.wanted()))
                        .received(text("%s, while others got their heartbeats", "%s，而别的客户端都有心跳", nothing(client)))
                        .why(text(
                                "every connection has a proxy of its own that may close it, so each needs its own heartbeat",
                                "每个连接都可能被自己那条路上的代理关闭，所以各自都需要心跳"))
                        .likely(text(
                                "the timer or the sink is a field, so that one client's takes the place of another's; or the timer starts only with a message",
                                "定时器或 sink 写成了字段，一个客户端的会顶掉另一个的；或者定时器要等到有消息才启动"))
                        .on(client.connection())
                        .failure();
            }
        }
    }

    /** A message is no reason to fall silent for good. */
    void requireSignAfterMessages() {
        for (Listener client : clients.talkedTo()) {
            if (first(client, heartbeat.silent().multipliedBy(2)).isEmpty()) {
                throw Fault.expected(text("%s, after a message, too", "%s，消息之后也一样", heartbeat.wanted()))
                        .received(text("%s, since its last message", "自最后一条消息以来，%s", nothing(client)))
                        .why(PROXIES)
                        .likely(text(
                                "the timer is stopped for a message and not started again", "为了发消息停掉了定时器，之后没有重新启动"))
                        .on(client.connection())
                        .failure();
            }
        }
    }

    /** Two more heartbeats for each, since a server may notice only with the second that a client has gone. */
    void requireSignsAfterLeaving() {
        long left = clients.leave();
        for (Listener client : clients.staying()) {
            Optional<Silence> second = client.silence(
                            left, heartbeat.settled(), heartbeat.silent().multipliedBy(2))
                    .flatMap(silence -> next(client, silence, heartbeat.silent().multipliedBy(2)));
            if (second.isEmpty()) {
                throw Fault.expected(text("%s, after others have left, too", "%s，别人离开之后也一样", heartbeat.wanted()))
                        .received(nothingSince(client))
                        .why(text(
                                "each client has its own heartbeat, and it ends with that client alone",
                                "每个客户端有自己的心跳，只随这个客户端一起结束"))
                        .likely(
                                client.open()
                                        ? text(
                                                "one timer serves all, and the exception of a failing write ends it",
                                                "所有客户端共用一个定时器，写失败的异常让它停了下来")
                                        : text(
                                                "a write that fails closes more than its own stream",
                                                "一次失败的写关掉了不止它自己的流"))
                        .on(client.connection())
                        .failure();
            }
        }
        clients.staying()
                .forEach(client -> Expectations.requireOpen(
                        client.connection(),
                        text("a client that leaves must not be felt by others", "有人离开，别的客户端不应受影响"),
                        text("a failing write closes more than its own stream", "一次失败的写关掉了不止它自己的流")));
    }

    private Text nothingSince(Listener client) {
        return client.open()
                ? text(
                        "two clients left (one by FIN, one by RST), and soon after that this one heard nothing more",
                        "两个客户端离开了（一个 FIN，一个 RST），不久之后这个客户端就再也没有收到任何东西")
                : text(
                        "two clients left (one by FIN, one by RST), and the stream of this one was ended",
                        "两个客户端离开了（一个 FIN，一个 RST），这个客户端的流也被结束了");
    }
}
