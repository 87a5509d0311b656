package workbook.checker.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.load.FaultyServer.Defect;
import workbook.checker.load.FaultyServer.Style;

/** A run against small servers: the right one passes, and each fault is called by its name. */
@Timeout(60)
class LoadRunTest {

    private static final int CLIENTS = 20;
    private static final int EVENTS = 30;
    private static final Plan.Rate QUICK = new Plan.PerSecond(200);

    @ParameterizedTest
    @EnumSource
    void aRightServerPassesWhateverItsFraming(Style style) throws Exception {
        try (FaultyServer server = new FaultyServer(Defect.NONE, style)) {
            LoadReport report = run(plan(server, QUICK));

            assertEquals(List.of(), report.faults());
            assertEquals(CLIENTS, report.clients().connected());
            assertEquals(EVENTS, report.events().posted());
            assertEquals(CLIENTS * EVENTS, report.events().deliveries());
            assertEquals(CLIENTS * EVENTS, report.latency().count());
            assertTrue(report.latency().p50() > 0
                    && report.latency().max() >= report.latency().p99());
            assertEquals(CLIENTS, report.connect().count());
            long inSlices = report.slices().stream()
                    .mapToLong(slice -> slice.latency().count())
                    .sum();
            assertEquals(CLIENTS * EVENTS, inSlices);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "8"})
    void postingAsFastAsEventsArrivePassesToo(int underWay) throws Exception {
        try (FaultyServer server = new FaultyServer(Defect.NONE, Style.PLAIN)) {
            LoadReport report = run(plan(server, new Plan.AsTheyArrive(underWay)));

            assertEquals(List.of(), report.faults());
            assertEquals(CLIENTS * EVENTS, report.events().deliveries());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOSES | EVENTS_LOST | client \\d+ did not get event 5",
                "DOUBLES | EVENTS_DOUBLED | client \\d+ got event 5 twice",
                "SWAPS | EVENTS_OUT_OF_ORDER | client \\d+ got event 5 after event 6",
                "STALLS | CLIENTS_STALLED | client \\d+ got nothing after event 4 of \\d+",
                "CUTS | CLIENTS_CUT | client \\d+ after \\d+\\.\\d s: the stream was ended",
                "REFUSES | CLIENTS_REFUSED | client \\d+ after \\d+\\.\\d s: status 503",
                "OTHER_TYPE | CLIENTS_REFUSED | client \\d+ after \\d+\\.\\d s: status 200, Content-Type: text/plain",
                "REFUSES_ONE_POST | POSTS_REFUSED | event 5: status 503"
            })
    void aDefectIsNamed(Defect defect, StreamFault.Kind kind, String example) throws Exception {
        for (Plan.Rate rate : List.of(QUICK, new Plan.AsTheyArrive(4))) {
            try (FaultyServer server = new FaultyServer(defect, Style.PLAIN)) {
                LoadReport report = run(defect == Defect.STALLS ? impatient(plan(server, rate)) : plan(server, rate));

                assertEquals(1, report.faults().size(), () -> report.faults().toString());
                StreamFault fault = report.faults().getFirst();
                assertEquals(kind, fault.kind());
                assertEquals(1, fault.count());
                assertTrue(fault.example().en().matches(example), fault.example()::en);
                boolean clientGone = kind == StreamFault.Kind.CLIENTS_CUT || kind == StreamFault.Kind.CLIENTS_REFUSED;
                assertEquals(clientGone ? 1 : 0, report.clients().lost());
            }
        }
    }

    @Test
    void refusedPostsEndTheRunWithAReason() {
        try (FaultyServer server = new FaultyServer(Defect.REFUSES_POSTS, Style.PLAIN)) {
            LoadFault fault = assertThrows(LoadFault.class, () -> run(plan(server, QUICK)));
            assertTrue(fault.sentence().en().contains("failed: status 503"), fault::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWERS_NO_POST", "ANSWERS_POSTS_FOR_EVER"})
    void aPostWithoutAnEndIsGivenUp(Defect defect) {
        try (FaultyServer server = new FaultyServer(defect, Style.PLAIN)) {
            LoadFault fault = assertThrows(LoadFault.class, () -> run(impatient(plan(server, QUICK))));
            assertTrue(fault.sentence().en().contains("failed: no answer"), fault::getMessage);
            assertTrue(fault.sentence().zh().contains("没有响应"), fault.sentence()::zh);
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        LoadFault fault = assertThrows(
                LoadFault.class,
                () -> run(Plan.of(
                        URI.create("http://127.0.0.1:1/events"),
                        URI.create("http://127.0.0.1:1/messages"),
                        3,
                        QUICK,
                        Duration.ofSeconds(1))));
        assertTrue(fault.sentence().en().contains("let nobody in (client 0"), fault::getMessage);
        assertTrue(fault.sentence().zh().contains("连接被拒绝"), fault.sentence()::zh);
    }

    @Test
    void aServerThatEndsIsNoGoodServer() throws Exception {
        FaultyServer server = new FaultyServer(Defect.NONE, Style.PLAIN);
        LoadReport report = new LoadRun(plan(server, new Plan.PerSecond(20)), (connected, posted, deliveries) -> {
                    if (deliveries >= 3 * CLIENTS) {
                        server.close();
                    }
                })
                .run();

        assertEquals(
                List.of(StreamFault.Kind.CLIENTS_CUT, StreamFault.Kind.POSTS_REFUSED),
                report.faults().stream().map(StreamFault::kind).toList());
        assertEquals(CLIENTS, report.faults().getFirst().count());
    }

    @Test
    void inAStormTheOthersMissNothing() throws Exception {
        try (FaultyServer server = new FaultyServer(Defect.NONE, Style.PLAIN)) {
            Plan storm = with(plan(server, new Plan.PerSecond(50)), 5, 0, OptionalInt.empty(), Duration.ofMillis(2500));
            LoadReport report = run(storm);

            assertEquals(List.of(), report.faults());
            LoadReport.Storm seen = report.storm().orElseThrow();
            assertEquals(5, seen.clients());
            assertTrue(seen.returns() >= 5, () -> seen.toString());
            assertEquals(0, seen.refused());
            assertEquals(
                    report.events().posted() * (CLIENTS - 5L), report.latency().count());
        }
    }

    @Test
    void aClientThatDoesNotReadIsNoClientThatIsLost() throws Exception {
        try (FaultyServer server = new FaultyServer(Defect.NONE, Style.PLAIN)) {
            LoadReport report = run(with(plan(server, QUICK), 0, 2, OptionalInt.of(EVENTS), Duration.ofSeconds(5)));

            assertEquals(List.of(), report.faults());
            assertEquals(new LoadReport.Slow(2, 0), report.slow().orElseThrow());
            assertEquals(CLIENTS * EVENTS, report.events().deliveries());
        }
    }

    @Test
    void whenOnlyHeldNothingIsPosted() throws Exception {
        try (FaultyServer server = new FaultyServer(Defect.NONE, Style.PLAIN)) {
            Plan posting = plan(server, QUICK);
            LoadReport report = run(new Plan(
                    posting.streams(),
                    List.of(),
                    CLIENTS,
                    0,
                    0,
                    0,
                    QUICK,
                    Duration.ofMillis(300),
                    OptionalInt.empty(),
                    posting.body(),
                    posting.contentType(),
                    posting.size(),
                    List.of(),
                    posting.patience(),
                    OptionalLong.of(ProcessHandle.current().pid()),
                    false));

            assertEquals(List.of(), report.faults());
            assertEquals(0, report.events().posted());
            assertEquals(CLIENTS, report.events().comments());
            assertTrue(
                    report.cost().cpu().isPresent() || !report.cost().unknown().isEmpty());
        }
    }

    @Test
    void whoEndsItEarlyGetsTheResultSoFar() throws Exception {
        try (FaultyServer server = new FaultyServer(Defect.NONE, Style.PLAIN)) {
            Plan endless = with(plan(server, QUICK), 0, 0, OptionalInt.empty(), Duration.ofDays(1));
            AtomicReference<LoadRun> run = new AtomicReference<>();
            run.set(new LoadRun(endless, (connected, posted, deliveries) -> {
                if (deliveries > 100) {
                    run.get().stop();
                }
            }));
            LoadReport report = run.get().run();

            assertTrue(report.interrupted());
            assertEquals(List.of(), report.faults());
            assertTrue(report.events().deliveries() > 100);
        }
    }

    private static Plan plan(FaultyServer server, Plan.Rate rate) {
        return with(
                Plan.of(server.uri("/events"), server.uri("/messages"), CLIENTS, rate, Duration.ofSeconds(5)),
                0,
                0,
                OptionalInt.of(EVENTS),
                Duration.ofSeconds(20));
    }

    private static Plan with(Plan plan, int storm, int slow, OptionalInt events, Duration duration) {
        return with(plan, storm, slow, events, duration, plan.patience());
    }

    private static Plan with(Plan plan, int storm, int slow, OptionalInt events, Duration duration, Duration patience) {
        return new Plan(
                plan.streams(),
                plan.posts(),
                plan.clients(),
                storm,
                slow,
                0,
                plan.rate(),
                duration,
                events,
                plan.body(),
                plan.contentType(),
                plan.size(),
                plan.headers(),
                patience,
                plan.pid(),
                plan.outages());
    }

    /** How long a client that stalls is waited for. */
    private static Plan impatient(Plan plan) {
        return with(plan, plan.storm(), plan.slow(), plan.events(), plan.duration(), Duration.ofSeconds(1));
    }

    private static LoadReport run(Plan plan) throws LoadFault, IOException {
        return new LoadRun(plan, (connected, posted, deliveries) -> {}).run();
    }
}
