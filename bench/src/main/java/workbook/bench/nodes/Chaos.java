package workbook.bench.nodes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.bench.peers.Place;
import workbook.checker.load.LoadFault;
import workbook.checker.load.LoadReport;
import workbook.checker.load.LoadRun;
import workbook.checker.load.Plan;

/** Two nodes under load, while one thing after another goes wrong. Bounded in time, in clients and in messages. */
public final class Chaos {

    /** What goes wrong. */
    public enum Trouble {
        /** Some of the clients come to the node as soon as it listens, with ids that it must first read. */
        KILL_NODE("a node dies and comes back"),
        CUT_CLIENTS("a tenth of the clients is cut off"),
        CUT_LOG("the log refuses for 3 s"),
        STALL_LOG("the log is silent for 3 s"),
        EMPTY_LOG("the log is emptied");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }
    }

    /**
     * One trouble.
     *
     * @param at seconds after the first message
     * @param resets that clients were told from then on until the next one
     */
    public record Step(Trouble trouble, double at, long resets) {

        /** Whether what it told the clients is true: only a log without its past has lost something. */
        boolean explainsItsResets() {
            return resets == 0 || trouble == Trouble.EMPTY_LOG;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%6.1f s  %-36s %d resets", at, trouble.words, resets);
        }
    }

    /** @param resetsBefore those before the first trouble */
    public record Result(LoadReport report, List<Step> steps, long resetsBefore) {

        /** Whether every client has every message, or was told by a reset that has its reason. */
        public boolean passed() {
            return report.passed() && resetsBefore == 0 && steps.stream().allMatch(Step::explainsItsResets);
        }

        public long count(Trouble trouble) {
            return steps.stream().filter(step -> step.trouble() == trouble).count();
        }
    }

    private static final int NODES = 2;
    private static final long LASTS_MILLIS = 3000;

    private final Place place;
    private final PrintStream progress;
    private final int each;
    private final double rate;
    private final Duration time;
    private final Duration interval;
    private final List<Trouble> troubles;
    private final Random random;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Step> steps = new ArrayList<>();
    private final List<Trouble> toCome = new ArrayList<>();
    private long resetsBefore;
    private volatile Exception broken;

    /**
     * @param each clients at each node
     * @param rate messages a second to each node
     * @param interval from one trouble to the next
     */
    public Chaos(
            Place place,
            PrintStream progress,
            int each,
            double rate,
            Duration time,
            Duration interval,
            List<Trouble> troubles,
            long seed) {
        this.place = place;
        this.progress = progress;
        this.each = each;
        this.rate = rate;
        this.time = time;
        this.interval = interval;
        this.troubles = troubles;
        this.random = new Random(seed);
    }

    /** @param redis the program of a real Redis; empty for the one in this process */
    public Result run(Optional<Path> redis) throws IOException, LoadFault, InterruptedException {
        try (Cluster cluster = Cluster.start(place, redis, NODES, NODES * each)) {
            LoadRun run = new LoadRun(cluster.plan(NODES * each, Plan.PerSecond.atEach(rate), time, true), (connected, posted, deliveries) -> {
                if (posted > 0) {
                    begun.countDown();
                }
            });
            Thread troubling = Thread.ofPlatform().daemon().name("chaos").start(() -> trouble(cluster, run));
            try {
                LoadReport report = run.run();
                over.countDown();
                troubling.join();
                if (broken != null) {
                    throw new IOException("the run was not troubled to its end", broken);
                }
                return new Result(report, List.copyOf(steps), resetsBefore);
            } finally {
                over.countDown();
                begun.countDown();
                troubling.join();
            }
        }
    }

    /** The last interval is without trouble, so that whoever lacks something at its end lacks it for good. */
    private void trouble(Cluster cluster, LoadRun run) {
        try {
            begun.await();
            long start = System.nanoTime();
            Trouble now = null;
            double at = 0;
            long told = 0;
            for (Duration due = interval; due.compareTo(time.minus(interval)) <= 0; due = due.plus(interval)) {
                long left = start + due.toNanos() - System.nanoTime();
                if (over.await(left, TimeUnit.NANOSECONDS)) {
                    break;
                }
                note(now, at, run.resets() - told);
                told = run.resets();
                at = (System.nanoTime() - start) / 1e9;
                now = next();
                make(now, cluster, run);
            }
            over.await();
            note(now, at, run.resets() - told);
        } catch (IOException | InterruptedException | RuntimeException e) {
            broken = e;
            run.stop();
        }
    }

    /** All troubles by chance, each as often as the others. */
    private Trouble next() {
        if (toCome.isEmpty()) {
            toCome.addAll(troubles);
            Collections.shuffle(toCome, random);
        }
        return toCome.removeLast();
    }

    private void note(Trouble trouble, double at, long resets) {
        if (trouble == null) {
            resetsBefore = resets;
            return;
        }
        Step step = new Step(trouble, at, resets);
        steps.add(step);
        progress.println(step);
    }

    private void make(Trouble trouble, Cluster cluster, LoadRun run) throws IOException, InterruptedException {
        switch (trouble) {
            case KILL_NODE -> {
                Node node = cluster.node(random.nextInt(NODES));
                node.kill();
                node.start();
                run.cutTenth();
            }
            case CUT_CLIENTS -> run.cutTenth();
            case CUT_LOG -> {
                cluster.cutLog();
                mendLater(cluster);
            }
            case STALL_LOG -> {
                cluster.stallLog();
                mendLater(cluster);
            }
            case EMPTY_LOG -> cluster.emptyLog();
        }
    }

    private void mendLater(Cluster cluster) throws InterruptedException {
        try {
            over.await(LASTS_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            cluster.mendLog();
        }
    }
}
