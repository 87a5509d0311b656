package workbook.checker.checks;

import static workbook.checker.checks.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.probe.Arrived;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/**
 * The clients of task 3.2. Two get messages. When these have come, others are opened that get none, one of them through a
 * proxy. From then on all of them listen to the same silence, so that it is waited for once. At its end two leave.
 */
final class HeartbeatClients {

    private final Probe probe;
    private final Heartbeat heartbeat;
    private final HeartbeatClient first;
    private final List<HeartbeatClient> talkedTo = new ArrayList<>();
    private final List<HeartbeatClient> quiet = new ArrayList<>();
    private final List<HeartbeatClient> leavers = new ArrayList<>();
    private HeartbeatClient proxied;
    private HeartbeatSilence silence;
    private long lastMessage;
    private long left;

    HeartbeatClients(Probe probe) {
        this.probe = probe;
        this.heartbeat = new Heartbeat(probe);
        this.first = HeartbeatClient.open(probe);
        this.lastMessage = first.opened();
        talkedTo.add(first);
    }

    HeartbeatClient first() {
        return first;
    }

    /** Those that were there when messages came. */
    List<HeartbeatClient> talkedTo() {
        return talkedTo;
    }

    /** Those that got no message. */
    List<HeartbeatClient> quiet() {
        return quiet;
    }

    List<HeartbeatClient> all() {
        return Stream.concat(talkedTo.stream(), quiet.stream()).toList();
    }

    /** Those that nobody cuts. */
    List<HeartbeatClient> staying() {
        return all().stream()
                .filter(client -> !leavers.contains(client) && client != proxied)
                .toList();
    }

    /** When the silence began for a client: with the last message, or when it was opened. */
    long quietSince(HeartbeatClient client) {
        return talkedTo.contains(client) ? lastMessage : client.opened();
    }

    /** Headers do not wait for the first event or heartbeat. Three are opened once more before that counts. */
    void requireHeadersAtOnce() {
        if (!headersWaited(first)) {
            return;
        }
        List<HeartbeatClient> again = probe.atOnce(3, n -> HeartbeatClient.open(probe));
        if (again.stream().allMatch(this::headersWaited)) {
            throw Fault.expected(text("headers at once", "响应头立即到达"))
                    .received(text(
                            "headers after %.1f s, together with the first bytes of the stream",
                            "%.1f 秒后才收到响应头，与流的第一批字节一起到达", seconds(headAt(first))))
                    .browser(text("stays in CONNECTING all this time", "这段时间一直处于 CONNECTING"))
                    .why(text(
                            "a client must know at once that the stream is open, even when nothing happens for long",
                            "即使很久都没有事情发生，客户端也要立刻知道流已打开"))
                    .likely(text(
                            "outputStream() sends the headers with the first byte: write a comment at once, and flush",
                            "outputStream() 随第一个字节一起发送响应头：一开始就写一条注释并 flush"))
                    .on(first.connection())
                    .failure();
        }
    }

    private boolean headersWaited(HeartbeatClient client) {
        Duration late = heartbeat.interval().multipliedBy(8).dividedBy(10);
        if (headAt(client).compareTo(late) < 0) {
            return false;
        }
        client.connection().await(() -> !client.connection().items().isEmpty(), late);
        return client.connection().items().stream()
                .findFirst()
                .map(Arrived::at)
                .filter(at -> at.minus(headAt(client)).compareTo(late.dividedBy(4)) < 0)
                .isPresent();
    }

    private static Duration headAt(HeartbeatClient client) {
        return client.connection().headAt().orElse(Duration.ZERO);
    }

    void requirePromptMessages() {
        new HeartbeatPosts(probe).requirePrompt(first, heartbeat.prompt());
        lastMessage = System.nanoTime();
    }

    void requireEveryMessageAtEveryClient() {
        talkedTo.add(HeartbeatClient.open(probe));
        HeartbeatPosts posts = new HeartbeatPosts(probe);
        posts.sendAllKinds();
        posts.sendFromSeveral(4, 8);
        posts.requireAtAll(talkedTo);
        lastMessage = System.nanoTime();
    }

    /** The silence, which begins when it is first asked for. */
    HeartbeatSilence silence() {
        if (silence == null) {
            quiet.add(HeartbeatClient.open(probe));
            for (int n = 0; n < 2; n++) {
                HeartbeatClient leaver = HeartbeatClient.open(probe);
                leavers.add(leaver);
                quiet.add(leaver);
            }
            if (!probe.tls()) {
                proxied = HeartbeatClient.openThroughProxy(probe, heartbeat.proxyIdle());
                quiet.add(proxied);
            }
            silence = new HeartbeatSilence(probe, this);
        }
        return silence;
    }

    void requireComments() {
        HeartbeatComments.require(all(), heartbeat);
    }

    /** A proxy cuts what is silent. One that is cut may be the doing of a busy machine, so another one is opened. */
    void requireSurvivalBehindProxy() {
        HeartbeatProxy behind = new HeartbeatProxy(probe, heartbeat);
        if (!behind.survives(proxied == null ? behind.open() : proxied)) {
            behind.requireSurvival(behind.open());
        }
    }

    /** One by FIN, one by RST; the first time it is called. Returns the moment. */
    long leave() {
        if (left == 0) {
            leavers.getFirst().connection().close();
            leavers.getLast().connection().reset();
            left = System.nanoTime();
        }
        return left;
    }
}
