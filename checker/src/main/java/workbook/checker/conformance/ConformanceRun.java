package workbook.checker.conformance;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import workbook.checker.conformance.ConformanceReport.ConnectionRow;
import workbook.checker.finding.Finding;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.server.Secrets;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.wire.WireEntry;

/** Judges one endpoint by the chosen rules. All rules look at the same streams, side by side. */
public final class ConformanceRun {

    /** What is left to the rules when the watch is over; whatever is not seen by then is not seen. */
    private static final Duration AFTER_WATCH = Duration.ofSeconds(28);

    private static final int SHOWN = 200;
    private static final Text OVER = text("the time of the run was over", "运行时间已到");

    private final Plan plan;
    private final List<RuleCard> rules;
    private final Baseline baseline;
    private final Listening listening;

    public ConformanceRun(Plan plan, List<RuleCard> rules, Baseline baseline, Listening listening) {
        this.plan = plan;
        this.rules = List.copyOf(rules);
        this.baseline = baseline;
        this.listening = listening;
    }

    /** @throws Unusable if there is no event stream to judge */
    public ConformanceReport run() {
        return run(ConnectionBudget::new);
    }

    /** @param budgets opens the connections of a plan */
    ConformanceReport run(Function<Plan, ConnectionBudget> budgets) {
        long begun = System.nanoTime();
        try (Observation observation = new Observation(Approach.begin(plan, budgets, listening), listening)) {
            List<RuleResult> results = judgeAll(observation);
            Duration watched = observation.watchedFor();
            observation.stop();
            List<RuleResult> applied = baseline.applied(results);
            return new ConformanceReport(
                    Secrets.masked(observation.plan().endpoint().uri()).toString(),
                    answer(observation.main()),
                    watched,
                    Duration.ofNanos(System.nanoTime() - begun),
                    observation.connections().size(),
                    applied,
                    baseline.outdated(applied),
                    rows(observation, begun),
                    plan.secrecy()
                            .masked(shown(observation.main()))
                            .conversations()
                            .getFirst());
        }
    }

    private static Finding shown(Connection connection) {
        return Fault.expected(Text.NONE).on(connection).failure().finding();
    }

    private List<RuleResult> judgeAll(Observation observation) {
        long deadline = System.nanoTime()
                + plan.scale().limit(plan.watch().plus(AFTER_WATCH)).toNanos();
        Map<RuleCard, RuleResult> results = new HashMap<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (boolean last : new boolean[] {false, true}) {
                Map<RuleCard, Future<RuleResult>> futures = new LinkedHashMap<>();
                rules.stream()
                        .filter(rule -> rule.last() == last)
                        .forEach(rule -> futures.put(rule, threads.submit(() -> judge(rule, observation, deadline))));
                futures.forEach((rule, future) -> results.put(rule, await(rule, future, deadline)));
            }
        } finally {
            threads.shutdownNow();
        }
        return rules.stream().map(results::get).toList();
    }

    private RuleResult await(RuleCard rule, Future<RuleResult> future, long deadline) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            future.cancel(true);
            return notSeen(rule, OVER, Duration.ZERO);
        } catch (ExecutionException | CancellationException broken) {
            return broken(rule, broken, Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was ended");
        }
    }

    private RuleResult judge(RuleCard rule, Observation observation, long deadline) {
        long begun = System.nanoTime();
        if (begun - deadline > 0) {
            return notSeen(rule, OVER, Duration.ZERO);
        }
        Secrecy secrecy = plan.secrecy();
        try {
            Text note = rule.judge(observation);
            return new RuleResult(
                    rule,
                    RuleVerdict.PASSED,
                    secrecy.masked(note),
                    Finding.NONE,
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (CheckFailure failure) {
            return new RuleResult(
                    rule,
                    RuleVerdict.FAILED,
                    Text.NONE,
                    secrecy.masked(failure.finding()),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (NotSeen notSeen) {
            return notSeen(rule, secrecy.masked(notSeen.reason()), Duration.ofNanos(System.nanoTime() - begun));
        } catch (CheckSkipped skipped) {
            return notSeen(rule, skipped.reason(), Duration.ofNanos(System.nanoTime() - begun));
        } catch (CancellationException over) {
            return notSeen(rule, OVER, Duration.ZERO);
        } catch (Throwable ours) {
            return broken(rule, ours, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static RuleResult notSeen(RuleCard rule, Text reason, Duration duration) {
        return new RuleResult(rule, RuleVerdict.NOT_SEEN, reason, Finding.NONE, duration);
    }

    private static RuleResult broken(RuleCard rule, Throwable ours, Duration duration) {
        StackTraceElement[] frames = ours.getStackTrace();
        String where = frames.length == 0 ? "" : " at " + frames[0];
        return new RuleResult(rule, RuleVerdict.BROKEN, same(ours + where), Finding.NONE, duration);
    }

    private static String answer(Connection main) {
        return main.exchange().head().map(ConformanceRun::answer).orElse("");
    }

    private static String answer(ResponseHead head) {
        String type = head.headers().first("Content-Type").orElse("");
        return WireText.escape(Clip.characters(
                String.format(Locale.ROOT, "%d %s", head.status(), type).strip(), SHOWN));
    }

    private static List<ConnectionRow> rows(Observation observation, long begun) {
        List<ConnectionRow> rows = new ArrayList<>();
        for (Connection connection : observation.connections()) {
            List<WireEntry> log = connection.exchange().log();
            if (!log.isEmpty()) {
                Duration begin = Duration.ofNanos(Math.max(0, log.getFirst().nanos() - begun));
                Duration length =
                        Duration.ofNanos(log.getLast().nanos() - log.getFirst().nanos());
                rows.add(new ConnectionRow(
                        connection.name(), begin, length, connection.eventCount(), answer(connection)));
            }
        }
        return rows;
    }

    /** The rules that some prefixes choose and others do not leave out. */
    public static List<RuleCard> chosen(List<RuleCard> all, List<String> only, List<String> skip) {
        return all.stream()
                .filter(rule -> only.isEmpty() || only.stream().anyMatch(rule::isNamed))
                .filter(rule -> skip.stream().noneMatch(rule::isNamed))
                .toList();
    }

    /** The first prefix that names no rule. */
    public static Optional<String> unknown(List<RuleCard> all, List<String> prefixes) {
        return prefixes.stream()
                .filter(prefix -> all.stream().noneMatch(rule -> rule.isNamed(prefix)))
                .findFirst();
    }
}
