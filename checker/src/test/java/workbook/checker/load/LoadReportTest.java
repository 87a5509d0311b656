package workbook.checker.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.load.LoadReport.Slice;
import workbook.checker.load.LoadReport.Spread;
import workbook.checker.report.Golden;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The three forms of a result: text, JSON and page. */
class LoadReportTest {

    private static final Spread NOTHING = new Spread(0, 0, 0, 0);

    @ParameterizedTest
    @EnumSource
    void textOfAGoodRun(Language language) {
        Golden.verify("load-good." + language.code() + ".txt", LoadText.write(good(), language));
    }

    @ParameterizedTest
    @EnumSource
    void textOfABadRun(Language language) {
        Golden.verify("load-bad." + language.code() + ".txt", LoadText.write(bad(), language));
    }

    @ParameterizedTest
    @EnumSource
    void textOfARunWithTwoNodes(Language language) {
        Golden.verify("load-nodes." + language.code() + ".txt", LoadText.write(nodes(), language));
    }

    @Test
    void jsonOfARunWithTwoNodes() {
        Golden.verify("load-nodes.json", LoadJson.write(nodes(), Language.EN));
    }

    @ParameterizedTest
    @EnumSource
    void textOfARunThatOnlyHeld(Language language) {
        Golden.verify("load-silent." + language.code() + ".txt", LoadText.write(silent(), language));
    }

    @Test
    void jsonOfABadRun() {
        Golden.verify("load-bad.json", LoadJson.write(bad(), Language.EN));
    }

    @Test
    void everyRunHasTheSameFields() throws Exception {
        List<String> wanted = names(bad());
        assertEquals(wanted, names(good()));
        assertEquals(wanted, names(silent()));
        assertEquals(wanted, names(nodes()));
        assertEquals(
                List.of(
                        "schema",
                        "passed",
                        "interrupted",
                        "url",
                        "post",
                        "resets",
                        "clients",
                        "events",
                        "nodes",
                        "outages",
                        "latency",
                        "connect",
                        "storm",
                        "slow",
                        "server",
                        "faults",
                        "slices"),
                wanted);
    }

    @ParameterizedTest
    @EnumSource
    void thePageNeedsNothingFromElsewhere(Language language) {
        String page = LoadPage.write(bad(), language);
        assertTrue(page.startsWith("<!doctype html>"));
        assertFalse(page.contains("{{") || page.contains("<script") || page.contains("style=\""), page);
        assertTrue(page.contains("&lt;b&gt;") && !page.contains("<b>"), "the server's words are text");
        assertEquals(2, page.split("<svg ", -1).length - 1);
        for (ResultRow row : new ResultRows(bad()).figures()) {
            assertTrue(page.contains(">" + row.label().in(language) + "<"), row::toString);
        }
        assertEquals(0, LoadPage.write(silent(), language).split("<svg ", -1).length - 1);
    }

    private static List<String> names(LoadReport report) throws Exception {
        JsonNode root = new ObjectMapper().readTree(LoadJson.write(report, Language.EN));
        List<String> names = new ArrayList<>();
        root.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static LoadReport good() {
        Plan plan = Plan.of(
                URI.create("http://127.0.0.1:8080/events"),
                URI.create("http://127.0.0.1:8080/messages"),
                1000,
                new Plan.PerSecond(20),
                Duration.ofSeconds(10));
        return new LoadReport(
                plan,
                false,
                new LoadReport.Clients(1000, 1000, 0, Duration.ofMillis(412)),
                new LoadReport.Events(200, 0, Duration.ofMillis(9953), 200_000, Duration.ofMillis(9990), 1000),
                List.of(new LoadReport.Node(
                        plan.streams().getFirst(),
                        1000,
                        200_000,
                        new Spread(200_000, 7.103, 34.047, 60.159),
                        Duration.ofMillis(81))),
                Optional.empty(),
                0,
                new Spread(200_000, 7.103, 34.047, 60.159),
                new Spread(1000, 20.1, 80.2, 91.3),
                Optional.empty(),
                Optional.empty(),
                Cost.NOT_ASKED,
                List.of(new Slice(0, 1, new Spread(20_000, 7.1, 34, 60))),
                List.of());
    }

    private static LoadReport nodes() {
        LoadReport good = good();
        List<URI> streams = List.of(good.plan().streams().getFirst(), URI.create("http://127.0.0.1:8081/events"));
        Plan plan = new Plan(
                streams,
                List.of(good.plan().posts().getFirst(), URI.create("http://127.0.0.1:8081/messages")),
                1000,
                0,
                0,
                0,
                good.plan().rate(),
                good.plan().duration(),
                OptionalInt.empty(),
                good.plan().body(),
                good.plan().contentType(),
                100,
                List.of(),
                good.plan().patience(),
                OptionalLong.empty(),
                true);
        return new LoadReport(
                plan,
                false,
                good.clients(),
                new LoadReport.Events(188, 0, Duration.ofMillis(9953), 188_000, Duration.ofMillis(9990), 1000),
                List.of(
                        new LoadReport.Node(
                                streams.getFirst(),
                                500,
                                64_000,
                                new Spread(64_000, 7.1, 34, 60.1),
                                Duration.ofMillis(81)),
                        new LoadReport.Node(
                                streams.getLast(),
                                500,
                                124_000,
                                new Spread(124_000, 7.6, 534, 700),
                                Duration.ofMillis(162))),
                Optional.of(new LoadReport.Outages(500, new Spread(500, 41, 230, 410), 12)),
                3,
                new Spread(188_000, 7.4, 500, 700),
                good.connect(),
                Optional.empty(),
                Optional.empty(),
                Cost.NOT_ASKED,
                good.slices(),
                List.of());
    }

    private static LoadReport bad() {
        Plan good = good().plan();
        Plan plan = new Plan(
                good.streams(),
                good.posts(),
                1000,
                100,
                5,
                0,
                good.rate(),
                good.duration(),
                good.events(),
                good.body(),
                good.contentType(),
                100,
                List.of(),
                good.patience(),
                OptionalLong.of(4711),
                false);
        return new LoadReport(
                plan,
                false,
                new LoadReport.Clients(1000, 998, 3, Duration.ofMillis(1412)),
                new LoadReport.Events(180, 20, Duration.ofMillis(9953), 170_000, Duration.ofMillis(9990), 1000),
                List.of(new LoadReport.Node(
                        plan.streams().getFirst(),
                        998,
                        170_000,
                        new Spread(160_000, 7.103, 534.047, 1260.159),
                        Duration.ofMillis(1281))),
                Optional.empty(),
                0,
                new Spread(160_000, 7.103, 534.047, 1260.159),
                new Spread(998, 20.1, 80.2, 1091.3),
                Optional.of(new LoadReport.Storm(100, 900, 1, new Spread(899, 12, 30, 40))),
                Optional.of(new LoadReport.Slow(5, 4)),
                new Cost(
                        Optional.of(Duration.ofMillis(2159)),
                        OptionalLong.of(80L << 20),
                        OptionalLong.of(118L << 20),
                        OptionalLong.of(200L << 20),
                        Text.NONE),
                List.of(
                        new Slice(0, 1, new Spread(90_000, 7.1, 534, 1260)),
                        new Slice(1, 1, new Spread(70_000, 7.2, 300, 400))),
                List.of(
                        new StreamFault(
                                StreamFault.Kind.EVENTS_LOST,
                                3,
                                text("client 17 did not get event 42", "客户端 17 没有收到事件 42")),
                        new StreamFault(
                                StreamFault.Kind.CLIENTS_CUT,
                                1,
                                text("client 3 after 2.1 s: <b>", "客户端 3 在 2.1 秒后：<b>"))));
    }

    private static LoadReport silent() {
        Plan good = good().plan();
        Plan plan = new Plan(
                good.streams(),
                List.of(),
                1000,
                0,
                0,
                0,
                good.rate(),
                good.duration(),
                OptionalInt.empty(),
                good.body(),
                good.contentType(),
                100,
                List.of(),
                good.patience(),
                OptionalLong.of(4711),
                false);
        return new LoadReport(
                plan,
                true,
                new LoadReport.Clients(1000, 1000, 0, Duration.ofMillis(412)),
                new LoadReport.Events(0, 0, Duration.ZERO, 0, Duration.ZERO, 4000),
                List.of(new LoadReport.Node(plan.streams().getFirst(), 1000, 0, NOTHING, Duration.ZERO)),
                Optional.empty(),
                0,
                NOTHING,
                new Spread(1000, 20.1, 80.2, 91.3),
                Optional.empty(),
                Optional.empty(),
                new Cost(
                        Optional.of(Duration.ofMillis(300)),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        text("memory is known on Linux only", "内存只在 Linux 上可知")),
                List.of(),
                List.of());
    }
}
