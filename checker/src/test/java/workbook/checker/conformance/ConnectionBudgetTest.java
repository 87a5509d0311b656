package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.faulty.Handler;
import workbook.checker.http.Bytes;
import workbook.checker.probe.Connection;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/** Rules share the places for connections, and none waits for another that waits for it. */
@Timeout(60)
class ConnectionBudgetTest {

    /** TCP has no connection to all machines at once, so the system refuses to begin one. */
    private static final String BROADCAST = "127.255.255.255";

    private static final Text NAME = Text.same("a client");

    /** Two that hold a place each, and want one more each, would wait for ever: so whoever holds one may not ask. */
    @Test
    void whoHasPlacesMayWaitForNothingThatNeedsOthers() {
        try (ScriptedServer server = Handler.start(0, new SampleStream());
                Observation seen = observation(plan(server))) {
            try (Places held = seen.budget().take(1)) {
                held.open(NAME, seen.plan().endpoint().stream());
                assertThrows(IllegalStateException.class, () -> seen.budget().take(1));
                assertThrows(IllegalStateException.class, () -> seen.budget().takeAll());
                assertThrows(IllegalStateException.class, seen::head, "what another rule may be making");
            }
            assertTrue(seen.head().exchange().head().isPresent());
        }
    }

    @Test
    void anEventIsCausedWhileEveryPlaceIsTaken() {
        try (ScriptedServer server = Handler.start(0, new SampleStream());
                Observation seen = observation(posting(plan(server), server));
                Places all = seen.budget().takeAll()) {
            List<Connection> crowd = all.openAll(NAME, seen.plan().endpoint().stream());
            assertEquals(7, crowd.size());
            seen.cause();
            assertEquals("POST", seen.connections().getLast().request().method());
            assertTrue(seen.connections().getLast().exchange().head().isPresent());
            assertTrue(crowd.stream().noneMatch(client -> client.end().isPresent()), "none had to make room");
        }
    }

    @Test
    void theOldestConnectionMakesRoomInItsOwnPlaces() {
        try (ScriptedServer server = Handler.start(0, new SampleStream());
                Observation seen = observation(plan(server));
                Places two = seen.budget().take(2)) {
            WireRequest request = seen.plan().endpoint().stream();
            Connection first = two.open(NAME, request);
            Connection second = two.open(NAME, request);
            Connection third = two.open(NAME, request);
            assertTrue(first.awaitEnd(Observation.ANSWER).isPresent());
            assertTrue(second.end().isEmpty() && third.end().isEmpty());
        }
    }

    /** Many that want one, some or all places, in any order: each gets them. */
    @Test
    void everyoneGetsPlaces() throws Exception {
        Random random = new Random(20);
        try (ScriptedServer server = Handler.start(0, new SampleStream());
                Observation seen = observation(posting(plan(server), server));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> rules = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int count = random.nextInt(3) == 0 ? 7 : 1 + random.nextInt(3);
                String shared = "shared " + random.nextInt(40);
                rules.add(() -> seen.once(shared, () -> {
                    try (Places places =
                            count == 7 ? seen.budget().takeAll() : seen.budget().take(count)) {
                        Thread.yield();
                        return places != null;
                    }
                }));
            }
            for (Future<Boolean> rule : threads.invokeAll(rules, 30, TimeUnit.SECONDS)) {
                assertTrue(!rule.isCancelled() && rule.get(), "it waited until the time was over");
            }
        }
    }

    /** With --pid and --post more rules want the endpoint alone than without, whichever of them comes first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noRuleWaitsUntilTheTimeOfTheRunIsOver(int seed) {
        try (ScriptedServer server = Handler.start(
                0, new SampleStream().event(n -> "id: " + n + "\ndata: " + "x".repeat(60_000) + "\n\n"))) {
            List<RuleCard> rules = new ArrayList<>(AllRules.CARDS);
            Collections.shuffle(rules, new Random(seed));
            Plan plan = FaultyEndpoints.forOrigin(posting(plan(server), server));
            Plan counting = new Plan(
                    plan.endpoint(),
                    plan.watch(),
                    plan.post(),
                    plan.origin(),
                    plan.restart(),
                    OptionalLong.of(ProcessHandle.current().pid()),
                    false,
                    false,
                    Optional.empty(),
                    false,
                    false,
                    plan.scale());
            ConformanceReport report = new ConformanceRun(counting, rules, Baseline.EMPTY, Listening.NONE).run();
            assertEquals(Map.of(), late(report));
            assertTrue(server.accepted() <= 60, () -> "the server was connected " + server.accepted() + " times");
            Map<String, RuleVerdict> verdicts =
                    report.results().stream().collect(Collectors.toMap(RuleResult::id, RuleResult::verdict));
            assertEquals(RuleVerdict.PASSED, verdicts.get("live/8"), report::toString);
            assertEquals(RuleVerdict.PASSED, verdicts.get("live/9"), report::toString);
        }
    }

    /** A right endpoint is not blamed for what keeps the probe itself from connecting, in whichever rule that is. */
    @Test
    void aConnectionThatTheProbeCannotMakeIsNoFaultOfTheEndpoint() {
        List<IntStream> failing = List.of(
                IntStream.range(1, 60), // all but the main stream
                IntStream.range(1, 60).filter(n -> n % 2 == 0),
                IntStream.range(1, 60).filter(n -> n % 3 == 1),
                IntStream.range(8, 60));
        for (IntStream numbers : failing) {
            List<Integer> fail = numbers.boxed().toList();
            try (ScriptedServer server = Handler.start(0, new SampleStream())) {
                Plan plan = FaultyEndpoints.forOrigin(posting(plan(server), server));
                ConformanceReport report = new ConformanceRun(plan, AllRules.CARDS, Baseline.EMPTY, Listening.NONE)
                        .run(plain -> new ConnectionBudget(plain, unable(plain, fail)));
                List<String> blamed = report.results().stream()
                        .filter(result ->
                                result.verdict() == RuleVerdict.FAILED || result.verdict() == RuleVerdict.BROKEN)
                        .map(result -> result.id() + ": " + result.note().en()
                                + result.finding().received().en())
                        .toList();
                assertEquals(List.of(), blamed, () -> "without the connections " + fail);
                if (fail.size() == 59) {
                    assertEquals(
                            "no connection for \"stream 1\": the host cannot be reached",
                            report.results().stream()
                                    .filter(result -> result.id().equals("live/9"))
                                    .map(result -> result.note().en())
                                    .findFirst()
                                    .orElseThrow());
                }
            }
        }
    }

    /** Some connections are begun to an address to which the system of the probe itself finds no way. */
    private static ConnectionBudget.Dial unable(Plan plan, List<Integer> fail) {
        ConnectionBudget.Dial direct = ConnectionBudget.direct(plan);
        AtomicInteger number = new AtomicInteger();
        return (name, request, limits) ->
                direct.begin(name, fail.contains(number.getAndIncrement()) ? nowhere(request) : request, limits);
    }

    private static WireRequest nowhere(WireRequest request) {
        URI uri = URI.create("http://" + BROADCAST + ":1" + request.uri().getRawPath());
        return new WireRequest(request.method(), uri, request.headers(), request.body());
    }

    private static Map<String, String> late(ConformanceReport report) {
        return report.results().stream()
                .filter(result -> result.note().en().contains("the time of the run was over"))
                .collect(
                        Collectors.toMap(RuleResult::id, result -> result.note().en()));
    }

    private static Observation observation(Plan plan) {
        return new Observation(Approach.begin(plan, ConnectionBudget::new, Listening.NONE), Listening.NONE);
    }

    private static Plan plan(ScriptedServer server) {
        URI uri = server.uri().resolve("/events");
        return ConformanceMatrixTest.atTestPace(
                Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty())));
    }

    private static Plan posting(Plan plan, ScriptedServer server) {
        return plan.causedBy(WireRequest.post(
                server.uri().resolve("/messages"), "text/plain", "hello".getBytes(StandardCharsets.UTF_8)));
    }
}
