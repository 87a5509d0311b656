package workbook.checker.checks.task3_2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.checks.timing.HeadersAtOnce;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.probe.Probe;

/**
 * The clients of task 3.2. Two get messages. When these have come, others are opened that get none, one of them through a
 * proxy. From then on all of them listen to the same silence, so that it is waited for once. At its end two leave.
 */
final class Listeners {

    private final Probe probe;
    private final Heartbeat heartbeat;
    private final Listener first;
    private final List<Listener> talkedTo = new ArrayList<>();
    private final List<Listener> quiet = new ArrayList<>();
    private final List<Listener> leavers = new ArrayList<>();
    private Listener proxied;
    private Silences silence;
    private long lastMessage;
    private long left;

    Listeners(Probe probe) {
        this.probe = probe;
        this.heartbeat = new Heartbeat(probe);
        this.first = Listener.open(probe);
        this.lastMessage = first.opened();
        talkedTo.add(first);
    }

    Listener first() {
        return first;
    }

    /** The clients that were connected when messages came. */
    List<Listener> talkedTo() {
        return talkedTo;
    }

    /** The clients that got no message. */
    List<Listener> quiet() {
        return quiet;
    }

    List<Listener> all() {
        return Stream.concat(talkedTo.stream(), quiet.stream()).toList();
    }

    /** The clients that neither leave nor stand behind the proxy. */
    List<Listener> staying() {
        return all().stream()
                .filter(client -> !leavers.contains(client) && client != proxied)
                .toList();
    }

    /** When the silence began for a client: with the last message, or when it was opened. */
    long quietSince(Listener client) {
        return talkedTo.contains(client) ? lastMessage : client.opened();
    }

    /** Headers do not wait for the first event or heartbeat. Three are opened once more before that counts. */
    void requireHeadersAtOnce() {
        HeadersAtOnce.require(probe, first.connection());
    }

    void requirePromptMessages() {
        PostedMessages posts = new PostedMessages(probe);
        posts.requirePrompt(first, heartbeat.prompt());
        posts.requireId();
        lastMessage = System.nanoTime();
    }

    void requireEveryMessageAtEveryClient() {
        talkedTo.add(Listener.open(probe));
        PostedMessages posts = new PostedMessages(probe);
        posts.sendAllKinds();
        posts.sendFromSeveral(4, 8);
        posts.requireAtAll(talkedTo);
        lastMessage = System.nanoTime();
    }

    /** The silence, which begins when it is first asked for. */
    Silences silence() {
        if (silence == null) {
            quiet.add(Listener.open(probe));
            for (int n = 0; n < 2; n++) {
                Listener leaver = Listener.open(probe);
                leavers.add(leaver);
                quiet.add(leaver);
            }
            if (!probe.tls()) {
                proxied = Listener.openThroughProxy(probe, heartbeat.proxyIdle());
                quiet.add(proxied);
            }
            silence = new Silences(probe, this);
        }
        return silence;
    }

    void requireComments() {
        CommentForm.require(all(), heartbeat);
    }

    /** A proxy cuts what is silent. One that is cut may be the doing of a busy machine, so another one is opened. */
    void requireSurvivalBehindProxy() {
        IdleProxy behind = new IdleProxy(probe, heartbeat);
        if (!behind.survives(proxied == null ? behind.open() : proxied)) {
            behind.requireSurvival(behind.open());
        }
    }

    /**
     * Lets two clients leave, one by FIN and one by RST, when it is called for the first time.
     *
     * @return the moment of that, by System.nanoTime()
     */
    long leave() {
        if (left == 0) {
            leavers.getFirst().connection().close();
            leavers.getLast().connection().reset();
            left = System.nanoTime();
        }
        return left;
    }
}
