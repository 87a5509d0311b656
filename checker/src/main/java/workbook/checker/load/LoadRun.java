package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import workbook.checker.load.Client.Role;
import workbook.checker.load.RunState.Stage;
import workbook.checker.text.Text;

/** One run: connects all clients, posts, waits until what was posted has arrived, and reports. */
public final class LoadRun {

    /** Hears about the progress of the run, about every tenth of a second. */
    public interface Watcher {
        void at(int connected, int posted, long deliveries);
    }

    private static final int MOST_THREADS = 2;
    private static final int MOST_CONNECTING = 256;
    private static final long LOOK_MILLIS = 10;

    /** How long streams may take to close after the last answer of a server that ends. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Plan plan;
    private final RunState run;
    private final Watcher watcher;
    private final ProcessMeter meter;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public LoadRun(Plan plan, Watcher watcher) {
        this.plan = plan;
        this.watcher = watcher;
        this.run = new RunState(plan, Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36), 36));
        this.meter = new ProcessMeter(plan.pid());
    }

    /** Ends the run now. The thread in {@link #run()} reports what there is. */
    public void stop() {
        run.stop();
        stopped.countDown();
    }

    /** Lets a tenth of the clients leave, another one each time. They come back at once. */
    public void cutTenth() {
        run.departures.incrementAndGet();
    }

    /** How often a client was told so far that it has missed something. */
    public long resets() {
        return run.resets.sum();
    }

    /**
     * @throws LoadFault if no client was let in, or not even the first post was accepted
     */
    public LoadReport run() throws LoadFault, IOException {
        List<Loop> loops = loops(addresses(plan.streams()));
        List<Poster> posters = posters(addresses(plan.posts()));
        meter.nobodyIsConnected();
        List<Thread> threads = loops.stream()
                .map(loop -> Thread.ofPlatform().daemon().name("load").start(loop))
                .toList();
        try {
            until(() -> run.decided.get() == plan.connections(), run.decided::get);
            run.enter(Stage.RUNNING);
            meter.allAreConnected();
            if (run.listening.get() > 0 || plan.steady() == 0) {
                drive(posters, loops);
            }
            Cost cost = meter.cost();
            boolean early = run.stopped();
            end(threads);
            requireWhole(loops);
            return new Summary(plan, run, loops, posters).report(cost, early);
        } finally {
            end(threads);
        }
    }

    private void drive(List<Poster> posters, List<Loop> loops) throws LoadFault {
        if (plan.posts().isEmpty()) {
            await(plan.duration());
            return;
        }
        run.begin();
        List<Thread> posting = posters.stream()
                .map(poster -> Thread.ofPlatform().daemon().name("post").start(poster))
                .toList();
        until(() -> hasEnded(posting, posters), System::nanoTime);
        if (run.stopped()) {
            posters.forEach(Poster::cancel);
            posting.forEach(LockSupport::unpark);
        }
        posting.forEach(LoadRun::join);
        Optional<Text> unusable =
                posters.stream().flatMap(poster -> poster.unusable().stream()).findFirst();
        if (unusable.isPresent()) {
            throw new LoadFault(text(
                    "The first POST to %s failed: %s. --post names another address, --silent only holds the connections.",
                    "向 %s 的第一次 POST 失败：%s。--post 可指定别的地址，--silent 只保持连接。",
                    plan.posts().getFirst(),
                    unusable.get()));
        }
        if (posters.stream().anyMatch(Poster::gaveUp)) {
            await(LAST_WORDS);
        }
        run.enter(Stage.SETTLING);
        until(() -> loops.stream().allMatch(Loop::settled), run.deliveries::sum);
    }

    private static boolean hasEnded(List<Thread> posting, List<Poster> posters) {
        posters.forEach(Poster::giveUpIfLate);
        return posting.stream().noneMatch(Thread::isAlive);
    }

    private List<Poster> posters(List<InetSocketAddress> nodes) {
        return IntStream.range(0, plan.senders())
                .mapToObj(sender -> new Poster(run, sender, nodes))
                .toList();
    }

    private List<Loop> loops(List<InetSocketAddress> nodes) throws IOException {
        int half = Runtime.getRuntime().availableProcessors() / 2;
        int count = Math.clamp(half, 1, MOST_THREADS);
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(new Loop(run, nodes, MOST_CONNECTING / count));
        }
        for (int number = 0; number < plan.connections(); number++) {
            Role role = number >= plan.clients() ? Role.SLOW : number >= plan.steady() ? Role.STORM : Role.STEADY;
            loops.get(number % count).add(number, role);
        }
        return loops;
    }

    private static List<InetSocketAddress> addresses(List<URI> uris) throws LoadFault {
        List<InetSocketAddress> all = new ArrayList<>();
        for (URI uri : uris) {
            all.add(address(uri));
        }
        return all;
    }

    private static InetSocketAddress address(URI uri) throws LoadFault {
        try {
            return new InetSocketAddress(InetAddress.getByName(uri.getHost()), uri.getPort() < 0 ? 80 : uri.getPort());
        } catch (UnknownHostException e) {
            throw new LoadFault(text("The host %s is unknown.", "未知的主机 %s。", uri.getHost()));
        }
    }

    /** Waits until {@code done} holds, the run is stopped, or {@code progress} does not move for as long as the plan is patient. */
    private void until(BooleanSupplier done, LongSupplier progress) {
        long seen = progress.getAsLong();
        long limit = System.nanoTime() + plan.patience().toNanos();
        while (!done.getAsBoolean() && !run.stopped() && System.nanoTime() < limit) {
            await(Duration.ofMillis(LOOK_MILLIS));
            if (progress.getAsLong() != seen) {
                seen = progress.getAsLong();
                limit = System.nanoTime() + plan.patience().toNanos();
            }
        }
    }

    /** Waits until this time has passed or the run is stopped. */
    private void await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            long left = time.toNanos();
            while (left > 0
                    && !stopped.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)), TimeUnit.NANOSECONDS)) {
                watcher.at(run.listening.get(), run.issued(), run.deliveries.sum());
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.stop();
        }
    }

    private static void requireWhole(List<Loop> loops) {
        for (Loop loop : loops) {
            loop.broken().ifPresent(why -> {
                throw new IllegalStateException("a selector loop ended early", why);
            });
        }
    }

    private void end(List<Thread> threads) {
        run.enter(Stage.OVER);
        threads.forEach(LoadRun::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
