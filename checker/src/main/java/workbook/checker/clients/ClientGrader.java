package workbook.checker.clients;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Severity;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** Judges a client by all rules, or by some of them. */
public final class ClientGrader {

    private static final Map<String, Text> GROUPS = groups();

    private ClientGrader() {}

    /** All rules, group by group. */
    public static List<ClientRule> rules() {
        List<ClientRule> all = Stream.of(ParseRules.all(), RequestRules.all(), ReturnRules.all(), LoadRules.all())
                .flatMap(List::stream)
                .toList();
        return GROUPS.keySet().stream()
                .flatMap(group -> all.stream().filter(rule -> rule.group().equals(group)))
                .toList();
    }

    /** The names of the groups in order, with what each is about. */
    public static Map<String, Text> groups() {
        Map<String, Text> groups = new LinkedHashMap<>();
        groups.put("parse", text("Reading the format", "读取格式"));
        groups.put("request", text("The request", "请求"));
        groups.put("refuse", text("Answers that are no stream", "不是流的响应"));
        groups.put("follow", text("Redirects", "重定向"));
        groups.put("return", text("Coming back", "重连"));
        groups.put("cut", text("A stream that is cut", "被切断的流"));
        groups.put("bulk", text("Large and many", "大量数据"));
        groups.put("stop", text("Stopping", "停止"));
        groups.put("gzip", text("Compression", "压缩"));
        return groups;
    }

    /**
     * Judges a client.
     *
     * @param wanted which rules
     * @param atOnce how many clients run at a time
     * @param listening is told of each rule when it is done
     * @throws SubjectFailed if the client cannot be started, or does not ask for the stream it is given
     */
    public static Report grade(
            Subject subject, Times times, Predicate<ClientRule> wanted, int atOnce, Consumer<CheckResult> listening) {
        long begun = System.nanoTime();
        Habits habits = habits(subject, times);
        Times patient = times.after(habits.startup());
        Bench bench = new Bench(subject, patient, habits, new VectorRuns(subject, patient, habits, atOnce));
        List<ClientRule> rules = rules().stream().filter(wanted).toList();
        Map<String, CheckResult> results = judge(bench, rules, atOnce, listening);
        List<TaskResult> tasks = new ArrayList<>();
        GROUPS.forEach((group, title) -> {
            List<CheckResult> checks = rules.stream()
                    .filter(rule -> rule.group().equals(group))
                    .map(rule -> results.get(rule.id()))
                    .toList();
            if (!checks.isEmpty()) {
                long left = rules().stream()
                                .filter(rule -> rule.group().equals(group))
                                .count()
                        - checks.size();
                tasks.add(task(group, title, checks).withLeft((int) left));
            }
        });
        return new Report("1", subject.name(), 0, "real", since(begun), tasks);
    }

    private static TaskResult task(String group, Text title, List<CheckResult> checks) {
        Duration duration = checks.stream().map(CheckResult::duration).reduce(Duration.ZERO, Duration::plus);
        return TaskResult.of(group, title, status(checks), duration, "", checks, Optional.empty());
    }

    private static Status status(List<CheckResult> checks) {
        if (checks.stream().anyMatch(check -> check.verdict() == Verdict.BROKEN)) {
            return Status.ERROR;
        }
        if (checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILED)) {
            return Status.FAILED;
        }
        return checks.stream().allMatch(check -> check.verdict() == Verdict.SKIPPED) ? Status.SKIPPED : Status.PASSED;
    }

    /** Judges the rules, and before them those that they need. */
    private static Map<String, CheckResult> judge(
            Bench bench, List<ClientRule> wanted, int atOnce, Consumer<CheckResult> listening) {
        Map<String, ClientRule> byId = new LinkedHashMap<>();
        rules().forEach(rule -> byId.put(rule.id(), rule));
        Set<ClientRule> all = new LinkedHashSet<>();
        wanted.forEach(rule -> addWithNeeds(rule, byId, all));
        Map<String, CheckResult> results = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            Map<String, CompletableFuture<Void>> done = new LinkedHashMap<>();
            for (ClientRule rule : all) {
                CompletableFuture<?>[] needed =
                        rule.needs().stream().map(done::get).toArray(CompletableFuture[]::new);
                done.put(
                        rule.id(),
                        CompletableFuture.allOf(needed)
                                .thenRunAsync(
                                        () -> results.put(rule.id(), judgeUnlessWaiting(bench, rule, results)),
                                        threads));
            }
            wanted.forEach(rule -> {
                done.get(rule.id()).join();
                listening.accept(results.get(rule.id()));
            });
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
        return results;
    }

    private static void addWithNeeds(ClientRule rule, Map<String, ClientRule> byId, Set<ClientRule> all) {
        rule.needs().stream().sorted().forEach(id -> addWithNeeds(byId.get(id), byId, all));
        all.add(rule);
    }

    private static CheckResult judgeUnlessWaiting(Bench bench, ClientRule rule, Map<String, CheckResult> results) {
        Optional<String> awaited = rule.needs().stream()
                .filter(id -> Set.of(Verdict.FAILED, Verdict.BROKEN)
                        .contains(results.get(id).verdict()))
                .sorted()
                .findFirst();
        if (awaited.isEmpty()) {
            return judge(bench, rule);
        }
        Text reason = text("it waits for %s", "要等 %s 通过后才检查", awaited.get());
        return result(rule, Verdict.SKIPPED, System.nanoTime(), Optional.of(Finding.of(reason, Text.NONE)));
    }

    private static CheckResult judge(Bench bench, ClientRule rule) {
        long begun = System.nanoTime();
        try {
            rule.judge().judge(bench);
            return result(rule, Verdict.PASSED, begun, Optional.empty());
        } catch (Broken broken) {
            Verdict verdict = rule.severity() == Severity.MUST ? Verdict.FAILED : Verdict.WARNED;
            return result(rule, verdict, begun, Optional.of(broken.finding()));
        } catch (NotClaimed not) {
            return result(rule, Verdict.SKIPPED, begun, Optional.of(Finding.of(not.reason(), Text.NONE)));
        } catch (SubjectFailed failed) {
            throw failed;
        } catch (RuntimeException ours) {
            Text thrown = Text.same(ours.getClass().getSimpleName() + ": " + ours.getMessage());
            return result(rule, Verdict.BROKEN, begun, Optional.of(Finding.of(thrown, Text.NONE)));
        }
    }

    private static CheckResult result(ClientRule rule, Verdict verdict, long begun, Optional<Finding> finding) {
        return new CheckResult(
                rule.id(), rule.title(), rule.severity(), Text.same(rule.source()), verdict, since(begun), finding);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Looks what the client does of its own accord, before anything is judged. */
    static Habits habits(Subject subject, Times times) {
        Script first = (request, answer) -> new Reply(answer).stream().write(": a comment\n\nid: 1\ndata: first\n\n");
        Script second = (request, answer) -> new Reply(answer).stream().write(Bench.soon() + "data: second\n\n");
        Script third = (request, answer) ->
                new Reply(answer).stream().write("data: third\n\n").hold();
        try (Stage stage = Stage.open(subject, times, List.of(first, second, third))) {
            stage.awaitEndOrVisits(1, times.limit(times.habit()));
            if (stage.visits().isEmpty()) {
                throw silent(stage);
            }
            stage.awaitEndOrVisits(2, times.limit(times.habit()));
            boolean returned = stage.visits().size() >= 2 && stage.awaitVisits(3, times.habit());
            // What a client reports may come later than its next request.
            stage.awaitEvent(event -> event.data().equals(returned ? "third" : "first"));
            boolean gzip = RequestRules.accepts(stage.visits().getFirst().request(), "gzip");
            boolean ids = stage.events().stream().anyMatch(event -> event.id().isPresent());
            if (stage.seen().stream().noneMatch(Seen.Event.class::isInstance)) {
                throw mute(stage);
            }
            Duration telling = stage.telling();
            if (returned) {
                return Habits.returning(stage, true, telling, gzip, ids);
            }
            return stage.clientEnded()
                    ? Habits.leaving(stage, telling, gzip, ids)
                    : afterCuts(subject, times, telling, gzip, ids);
        }
    }

    private static Habits afterCuts(Subject subject, Times times, Duration telling, boolean gzip, boolean ids) {
        Script first = (request, answer) -> {
            new Reply(answer).streamToCut().write("data: first\n\n");
            answer.cut();
        };
        Script second = (request, answer) -> {
            new Reply(answer).streamToCut().write(Bench.soon() + "data: second\n\n");
            answer.cut();
        };
        Script third = (request, answer) ->
                new Reply(answer).stream().write("data: third\n\n").hold();
        try (Stage stage = Stage.open(subject, times, List.of(first, second, third))) {
            stage.awaitEndOrVisits(2, times.limit(times.habit()));
            if (stage.visits().isEmpty()) {
                throw silent(stage);
            }
            boolean returned = stage.visits().size() >= 2 && stage.awaitVisits(3, times.habit());
            return returned
                    ? Habits.returning(stage, false, telling, gzip, ids)
                    : Habits.leaving(stage, telling, gzip, ids);
        }
    }

    private static SubjectFailed silent(Stage stage) {
        return new SubjectFailed(
                stage.clientEnded()
                        ? text(
                                "The client ended without a request. Wanted: a client that reads the stream at the address it is"
                                        + " given. Run the command by hand with an address of yours%s",
                                "客户端没有发出请求就结束了。应为：读取所给地址的流的客户端。请手动用你自己的地址运行该命令%s", said(stage))
                        : text(
                                "No request came from the client. Wanted: a request to the address in place of {url}. Does the"
                                        + " command use it?%s",
                                "客户端没有发出请求。应为：对 {url} 所代表地址的请求。命令里用到它了吗？%s", said(stage)));
    }

    private static SubjectFailed mute(Stage stage) {
        return new SubjectFailed(text(
                "The client asked for the stream, but told of no event. Wanted: one JSON object a line on standard output, such"
                        + " as {\"type\":\"message\",\"data\":\"first\",\"id\":\"\"}, flushed at once%s",
                "客户端请求了流，但没有报告任何事件。应为：在标准输出上每行一个 JSON 对象，例如"
                        + " {\"type\":\"message\",\"data\":\"first\",\"id\":\"\"}，并立即刷新%s",
                said(stage)));
    }

    private static Text said(Stage stage) {
        return stage.seen().stream()
                .findFirst()
                .map(seen -> text(". It said: %s", "。它输出了：%s", seen.shown()))
                .orElse(text(".", "。"));
    }
}
