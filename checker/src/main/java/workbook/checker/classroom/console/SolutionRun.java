package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import workbook.checker.classroom.proxy.RecordingProxy;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.Program;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.server.Trouble;
import workbook.checker.text.Text;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.ConsoleInput;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The solution that is running, and the proxy in front of it. One thread does everything that takes time, in the order
 * of the commands. A proxy outlives its server, so that pages find their way back.
 */
final class SolutionRun implements AutoCloseable {

    private enum Phase {
        STOPPED,
        STARTING,
        RUNNING,
        STOPPING,
        FAILED
    }

    /** How many commands may wait for the one under way. A window that sends more is asked to wait. */
    private static final int COMMANDS = 4;

    /** Longer than the longest grace period of a solution. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    private static final int MANY = 200;
    private static final String PADDING = " " + "x".repeat(1000);

    private final Home home;
    private final LaunchOptions options;
    private final Knobs knobs;
    private final WireLogFeed wireLog;
    private final ThreadPoolExecutor hands = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(COMMANDS),
            Thread.ofPlatform().daemon().name("solution").factory());

    private Task selected;
    private Clock clock;
    private Phase phase = Phase.STOPPED;
    private Task playing;
    private RecordingProxy proxy;
    private ServerUnderTest server;
    private Optional<Text> trouble = Optional.empty();
    private boolean closed;

    SolutionRun(Home home, Knobs knobs, Clock clock, WireLogFeed wireLog, Task first) {
        this.home = home;
        this.options = LaunchOptions.quick(knobs.start(), GRACE);
        this.knobs = knobs;
        this.wireLog = wireLog;
        this.selected = first;
        this.clock = clock;
        tell();
    }

    // --- commands

    synchronized void select(Task task) {
        selected = task;
        tell();
    }

    /** Starts the selected task, or stops it if it is the one that is running. */
    synchronized void startOrStop() {
        boolean mine = selected.equals(playing) && (phase == Phase.RUNNING || phase == Phase.STARTING);
        Task task = selected;
        command(mine ? this::end : () -> play(task));
    }

    synchronized void restart() {
        Task task = playing == null ? selected : playing;
        command(() -> play(task));
    }

    synchronized void clock(Clock wanted) {
        clock = wanted;
        tell();
        if (phase == Phase.RUNNING || phase == Phase.STARTING) {
            restart();
        }
    }

    int cut(RecordingProxy.Cut how) {
        return proxy().cut(how);
    }

    /**
     * Slows this exchange, or the newest stream if the number is 0. If one is slow already, lets it go at full speed
     * again.
     */
    void slow(long exchange) {
        RecordingProxy through = proxy();
        if (exchange == 0 && !wireLog.slowOnes().isEmpty()) {
            wireLog.slowOnes().forEach(slow -> through.slow(slow, false));
            return;
        }
        long meant = exchange == 0 ? wireLog.newestStream() : exchange;
        if (!through.slow(meant, !wireLog.slowOnes().contains(meant))) {
            throw new Refusal(409, text("No stream is open.", "没有打开的流。"));
        }
    }

    void send(String line) {
        try {
            ConsoleInput input = input();
            new SendAction(client(proxy().port()), folder()).send(input.destination(), line);
        } catch (ConsoleClient.SendFailure e) {
            throw new Refusal(502, text("Not sent: %s.", "未能发送：%s。", e.reason()));
        }
    }

    /**
     * Sends many messages, each large enough to fill the kernel's buffers soon. They bypass the proxy, because they
     * would fill the wire log, too.
     */
    void sendMany(String line) {
        if (!(input().destination() instanceof ConsoleInput.Post post && post.many())) {
            throw new Refusal(409, text("This task takes one event at a time.", "这个任务一次只接收一个事件。"));
        }
        MessageBurst.send(client(running().port()), post, MANY, number -> line + " " + number + PADDING);
    }

    private synchronized ConsoleInput input() {
        running();
        return playing.send()
                .orElseThrow(() -> new Refusal(
                        409,
                        text(
                                "The server of %s speaks by itself: nothing can be sent to it.",
                                "%s 的服务器自己产生事件，不接收发送。", playing.id())));
    }

    private synchronized Path folder() {
        return home.folder(Tree.SOLUTIONS, playing);
    }

    private static ConsoleClient client(int port) {
        return new ConsoleClient(URI.create("http://127.0.0.1:" + port));
    }

    private synchronized ServerUnderTest running() {
        if (phase != Phase.RUNNING) {
            throw new Refusal(409, text("No task is running. Start one with s.", "没有任务在运行。按 s 启动。"));
        }
        return server;
    }

    private synchronized RecordingProxy proxy() {
        if (proxy == null) {
            throw new Refusal(409, text("No task was started yet.", "还没有启动过任务。"));
        }
        return proxy;
    }

    private void command(Runnable act) {
        try {
            hands.execute(act);
        } catch (RejectedExecutionException e) {
            throw new Refusal(409, text("Wait until the commands before this one are done.", "请等前面的命令完成。"));
        }
    }

    // --- the work of the one thread

    private void play(Task task) {
        end();
        if (!enter(task)) {
            return;
        }
        Program program =
                new Program.JavaFolder(home.folder(Tree.SOLUTIONS, task), home.exerciseLibraries(), home.work());
        try {
            ServerUnderTest started = ServerUnderTest.start(program, 0, settingsOf(task), options);
            if (listens(started)) {
                Thread.ofVirtual().name("end of " + task.id()).start(() -> watch(started));
            } else {
                started.close();
            }
        } catch (ServerException e) {
            fail(e.trouble());
        }
    }

    private synchronized Map<String, String> settingsOf(Task task) {
        return clock.durations(task, knobs.clockFactor());
    }

    /** Makes this the task that is shown; false when the console is closing. */
    private synchronized boolean enter(Task task) {
        if (closed) {
            return false;
        }
        if (!task.equals(playing)) {
            if (proxy != null) {
                proxy.close();
            }
            wireLog.forget();
            proxy = RecordingProxy.start(new ViewerFiles(), wireLog);
            playing = task;
        }
        phase(Phase.STARTING);
        return true;
    }

    private synchronized boolean listens(ServerUnderTest started) {
        if (closed) {
            return false;
        }
        server = started;
        proxy.server(OptionalInt.of(started.port()));
        phase(Phase.RUNNING);
        return true;
    }

    private void watch(ServerUnderTest started) {
        try {
            started.awaitExit();
            if (isUnexpected(started)) {
                started.ended().ifPresent(this::fail);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isUnexpected(ServerUnderTest ended) {
        return server == ended && phase == Phase.RUNNING;
    }

    private synchronized void fail(Trouble why) {
        if (proxy != null) {
            proxy.server(OptionalInt.empty());
        }
        server = null;
        trouble = Optional.of(why.inFull());
        phase = Phase.FAILED;
        tell();
    }

    /** Stops the solution as a deployment does: SIGTERM, then time to say goodbye. */
    private void end() {
        ServerUnderTest running;
        synchronized (this) {
            running = server;
            if (running == null) {
                phase(Phase.STOPPED);
                return;
            }
            phase(Phase.STOPPING);
        }
        running.askToEnd();
        running.awaitEnd(GRACE);
        running.close();
        synchronized (this) {
            server = null;
            proxy.server(OptionalInt.empty());
            phase(Phase.STOPPED);
        }
    }

    private synchronized void phase(Phase next) {
        phase = next;
        trouble = Optional.empty();
        tell();
    }

    private synchronized void tell() {
        ObjectNode state = Json.object()
                .put("selected", selected.id())
                .put("playing", playing == null ? "" : playing.id())
                .put("phase", phase.name().toLowerCase(Locale.ROOT))
                .put("fast", clock == Clock.FAST)
                .put("port", proxy == null ? 0 : proxy.port())
                .put("startup", server == null ? 0 : server.startup().toMillis())
                .put("pid", server == null ? 0 : server.pid());
        trouble.ifPresent(sentence -> state.set("trouble", Json.text(sentence)));
        wireLog.run(state);
    }

    /** Ends the solution and everything that leads to it. */
    @Override
    public void close() {
        ServerUnderTest running;
        synchronized (this) {
            closed = true;
            running = server;
        }
        hands.shutdownNow();
        if (running != null) {
            running.close();
        }
        synchronized (this) {
            if (proxy != null) {
                proxy.close();
            }
        }
    }
}
