package workbook.checker.checks.task3_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.checks.timing.OwnServer;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** A server of its own with three places, and more clients than that. */
final class ClientLimit {

    private static final int PLACES = 3;
    private static final int CALLERS = 12;

    /** Shorter than on the fast clock, since this check only waits for two heartbeats and measures none. */
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private final Probe own;
    private final List<Connection> admitted = new ArrayList<>();
    private final List<Connection> refused = new ArrayList<>();

    private ClientLimit(Probe own) {
        this.own = own;
    }

    static OwnServer server(Probe probe) {
        Map<String, String> settings = new HashMap<>(Map.of("broadcast.max-clients", Integer.toString(PLACES)));
        if (probe.fast()) {
            settings.put("heartbeat.interval", HEARTBEAT.toString());
        }
        return new OwnServer(probe, settings);
    }

    /** More callers than places, all at once, so that the last place is asked for by many at the same time. */
    static ClientLimit fill(OwnServer server) {
        ClientLimit limit = new ClientLimit(server.get());
        List<Connection> callers =
                Stream.generate(() -> limit.own.get("/events")).limit(CALLERS).toList();
        callers.forEach(caller -> limit.sort(caller));
        return limit;
    }

    private boolean sort(Connection caller) {
        boolean accepted = own.requireHead(caller).status() == 200;
        (accepted ? admitted : refused).add(caller);
        return accepted;
    }

    void requireRefusal() {
        if (admitted.size() != PLACES) {
            throw fault(text("exactly %d clients let in", "恰好放进 %d 个客户端", PLACES))
                    .received(text("%d of %d that came at once", "同时来了 %2$d 个，放进了 %1$d 个", admitted.size(), CALLERS))
                    .likely(whyNot())
                    .on(admitted.isEmpty() ? refused.getLast() : admitted.getLast())
                    .failure();
        }
        refused.forEach(ClientLimit::requireProperRefusal);
    }

    /** One more caller, by itself, tells a limit that is missing from one that is passed by many at once. */
    private Text whyNot() {
        if (admitted.size() < PLACES) {
            return text("a client is refused while there is room", "还有空位就拒绝了客户端");
        }
        if (admitted.stream().anyMatch(guest -> guest.endedAt().isPresent())) {
            return text(
                    "an old client is put out to make room; it comes back at once, and puts out the next",
                    "为了腾位置而赶走旧客户端；它会立刻回来，再赶走下一个");
        }
        if (admitted.size() == PLACES + 1 && !sort(own.get("/events"))) {
            return text(
                    "one too many is let in: > where >= is due, or to look for a place and to take it are two steps and not one under a lock",
                    "多放进了一个：该用 >= 却写了 >，或者“查看空位”和“占用空位”是两步，而没有在同一把锁里完成");
        }
        return sort(own.get("/events"))
                ? text("broadcast.max-clients is not looked at", "没有检查 broadcast.max-clients")
                : text(
                        "to look for a place and to take it are two steps, and many do the first one before the second; do both under one lock",
                        "“查看空位”和“占用空位”是两步，许多请求都先做完了第一步；应在同一把锁里完成这两步");
    }

    private static void requireProperRefusal(Connection caller) {
        int status = caller.awaitHead(Duration.ZERO).orElseThrow().status();
        if (status != 503) {
            throw fault(text("status 503", "状态码 503"))
                    .received(text("status %d", "状态码 %d", status))
                    .likely(text(
                            "503 says \"not now, try later\"; res.status(Status.SERVICE_UNAVAILABLE_503)",
                            "503 的意思是“现在不行，稍后再试”；res.status(Status.SERVICE_UNAVAILABLE_503)"))
                    .on(caller)
                    .failure();
        }
        Optional<String> later =
                caller.awaitHead(Duration.ZERO).orElseThrow().headers().first("retry-after");
        if (later.filter(value -> value.strip().matches("\\d+")).isEmpty()) {
            throw fault(text("Retry-After with whole seconds", "Retry-After，值为整秒数"))
                    .received(later.map(value -> same("Retry-After: " + WireText.escape(value)))
                            .orElse(text("no Retry-After", "没有 Retry-After")))
                    .likely(text(
                            "the header is missing, or its value is not a bare number of seconds", "缺少该响应头，或者值不是单纯的秒数"))
                    .on(caller)
                    .failure();
        }
    }

    private static Fault fault(Text wanted) {
        return Fault.expected(wanted)
                .why(text(
                        "a server that takes more than it can carry fails all; one that refuses some serves the rest",
                        "超出承受能力还照单全收的服务器会拖垮所有人；拒绝一部分，才能服务好其余的"));
    }

    /** Clients that were let in stay in, and get what is posted. */
    void requireAdmittedStay() {
        String message = own.word();
        SentMessage.accepted(own, message);
        for (Connection guest : admitted) {
            if (!guest.await(() -> ClientGroup.data(guest).contains(message), own.answer())) {
                throw Fault.expected(text("the message \"%s\" at all that are in", "已经进来的客户端都收到消息 \"%s\"", message))
                        .received(
                                guest.endedAt().isPresent()
                                        ? text("%s was ended by the server", "服务器断开了%s", guest.name())
                                        : text("nothing on %s", "%s 上什么都没有", guest.name()))
                        .why(text("who is in stays in, whoever else knocks", "不管谁来敲门，已经进来的都留下"))
                        .likely(text(
                                "an old client is put out to make room; it comes back at once, and puts out the next",
                                "为了腾位置而赶走旧客户端；它会立刻回来，再赶走下一个"))
                        .on(guest)
                        .failure();
            }
        }
    }

    /** One leaves, another takes its place, and there is no second one to take. */
    void requireFreedPlace() {
        admitted.removeFirst().close();
        Duration limit = ClientCount.limit(own);
        if (!PolledCondition.await(() -> sort(own.get("/events")), limit)) {
            throw Fault.expected(text("status 200 within two heartbeats, because one has left", "有人离开后，两次心跳之内返回 200"))
                    .received(text("refused for %.1f s", "%.1f 秒内一直被拒绝", limit.toMillis() / 1000.0))
                    .why(text("a place is free when its client has gone", "客户端离开，位置就空出来了"))
                    .likely(text(
                            "the place is not given back when a write fails: do it in finally; or a caller that was refused stays counted: take back what was added for it",
                            "写失败时没有归还位置：应当在 finally 里归还；或者被拒绝的请求仍然计在内：要减去为它加上的数"))
                    .on(refused.getLast())
                    .failure();
        }
        if (sort(own.get("/events"))) {
            throw Fault.expected(text("one free place, since one has left", "离开一个，空出一个位置"))
                    .received(text("two clients were let in", "放进了两个客户端"))
                    .why(text("%d clients at most, at any time", "任何时候最多 %d 个客户端", PLACES))
                    .likely(text(
                            "the place is given back twice: once by the failed write, once at the end",
                            "位置被归还了两次：写失败时一次，结束时又一次"))
                    .on(admitted.getLast())
                    .failure();
        }
    }
}
