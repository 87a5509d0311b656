package workbook.checker.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import workbook.checker.load.LoggedNodes.Defect;

/** A run against two nodes on one log: all clients are judged alike, wherever they are and however often they are cut. */
@Timeout(60)
class LoadNodesTest {

    private static final int CLIENTS = 20;
    private static final int EVENTS = 60;

    @Test
    void bothNodesHaveHalfOfTheClientsAndHalfOfThePosts() throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(Defect.NONE)) {
            LoadReport report = run(plan(nodes, false));

            assertEquals(List.of(), report.faults());
            assertEquals(EVENTS, report.events().posted());
            assertEquals(nodes.uris("/events"), uris(report));
            for (LoadReport.Node node : report.nodes()) {
                assertEquals(CLIENTS / 2, node.clients());
                assertEquals(CLIENTS / 2 * EVENTS, node.deliveries());
                assertEquals(node.deliveries(), node.latency().count());
                assertTrue(node.longestGap().toNanos() > 0, node::toString);
            }
            assertEquals(CLIENTS * EVENTS, report.latency().count());
        }
    }

    @ParameterizedTest
    @CsvSource({"LOSES, EVENTS_LOST", "DOUBLES, EVENTS_DOUBLED"})
    void aFaultOfOneNodeIsFoundAtAllItsClients(Defect defect, StreamFault.Kind kind) throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(defect)) {
            LoadReport report = run(plan(nodes, false));

            assertEquals(1, report.faults().size(), () -> report.faults().toString());
            assertEquals(CLIENTS / 2, report.count(kind));
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE,", "SKIPS_ON_RETURN, EVENTS_LOST", "REPEATS_ON_RETURN, EVENTS_DOUBLED", "RESETS,"})
    void whoComesBackMustHaveAllOrBeTold(Defect defect, StreamFault.Kind kind) throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(defect)) {
            LoadReport report = runAnd(plan(nodes, true), LoadRun::cutTenth);

            LoadReport.Outages outages = report.outages().orElseThrow();
            assertTrue(outages.returns() > CLIENTS, outages::toString);
            assertEquals(outages.returns(), outages.back().count());
            assertEquals(kind == null, report.passed(), () -> report.faults().toString());
            assertTrue(kind == null || report.count(kind) > 0, () -> report.faults()
                    .toString());
            assertEquals(defect == Defect.RESETS, report.resets() > 0);
        }
    }

    @Test
    void theOtherNodeTakesAllWhenOneHasGone() throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(Defect.NONE)) {
            LoadReport report = runAnd(plan(nodes, true), run -> nodes.end(0));

            assertEquals(List.of(), report.faults());
            LoadReport.Outages outages = report.outages().orElseThrow();
            assertEquals(CLIENTS / 2, outages.returns());
            assertTrue(outages.refused() > 0, outages::toString);
            assertEquals(EVENTS, outages.refused() + report.events().posted());
        }
    }

    @Test
    void whatWasRefusedMayComeAndComeLate() throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(Defect.TAKES_WHAT_IT_REFUSES)) {
            LoadReport report = run(plan(nodes, true));

            assertEquals(List.of(), report.faults());
            assertEquals(1, report.outages().orElseThrow().refused());
            assertEquals(CLIENTS * EVENTS, report.events().deliveries());
        }
    }

    @Test
    void eachNodeHasASenderOfItsOwn() throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(Defect.ANSWERS_TWO_POSTS_AT_ONCE)) {
            LoadReport report = run(plan(nodes, Plan.PerSecond.atEach(50), false));

            assertEquals(List.of(), report.faults());
            assertEquals(EVENTS, report.events().posted());
            assertEquals(CLIENTS * EVENTS, report.events().deliveries());
        }
    }

    @ParameterizedTest
    @CsvSource({"LOSES, EVENTS_LOST", "DOUBLES, EVENTS_DOUBLED"})
    void aFaultIsFoundAmongTheEventsOfTwoSenders(Defect defect, StreamFault.Kind kind) throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(defect)) {
            LoadReport report = run(plan(nodes, Plan.PerSecond.atEach(50), false));

            assertEquals(1, report.faults().size(), () -> report.faults().toString());
            assertEquals(CLIENTS / 2, report.count(kind));
        }
    }

    @Test
    void theSenderOfAnotherNodeGoesOnWhenOneHasGone() throws Exception {
        try (LoggedNodes nodes = new LoggedNodes(Defect.NONE)) {
            LoadReport report = runAnd(plan(nodes, Plan.PerSecond.atEach(50), true), run -> nodes.end(0));

            assertEquals(List.of(), report.faults());
            assertEquals(
                    EVENTS,
                    report.outages().orElseThrow().refused() + report.events().posted());
            assertTrue(report.events().posted() > EVENTS / 2, report.events()::toString);
        }
    }

    private static List<URI> uris(LoadReport report) {
        return report.nodes().stream().map(LoadReport.Node::stream).toList();
    }

    private static Plan plan(LoggedNodes nodes, boolean outages) {
        return plan(nodes, new Plan.PerSecond(100), outages);
    }

    private static Plan plan(LoggedNodes nodes, Plan.Rate rate, boolean outages) {
        return new Plan(
                nodes.uris("/events"),
                nodes.uris("/messages"),
                CLIENTS,
                0,
                0,
                0,
                rate,
                Duration.ofSeconds(20),
                OptionalInt.of(EVENTS),
                Plan.EVENT,
                "text/plain",
                100,
                List.of(),
                Duration.ofSeconds(5),
                OptionalLong.empty(),
                outages);
    }

    private interface Disturbance {
        void in(LoadRun run);
    }

    /** Disturbs the run each time when it is watched, once a client has something to come back with. */
    private static LoadReport runAnd(Plan plan, Disturbance disturbance) throws LoadFault, IOException {
        AtomicReference<LoadRun> run = new AtomicReference<>();
        run.set(new LoadRun(plan, (connected, posted, deliveries) -> {
            if (deliveries > 10 * CLIENTS && posted < EVENTS) {
                disturbance.in(run.get());
            }
        }));
        return run.get().run();
    }

    private static LoadReport run(Plan plan) throws LoadFault, IOException {
        return new LoadRun(plan, (connected, posted, deliveries) -> {}).run();
    }
}
