package workbook.checker.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import workbook.checker.load.LoadReport.Spread;
import workbook.checker.text.Language;

/**
 * The result for programs. Every field is always present; what is not known, or was not asked for, is {@code null}.
 * Times are in milliseconds unless their name says otherwise.
 */
public final class LoadJson {

    /** The version of the format, increased when a field goes or changes its meaning. */
    private static final int SCHEMA = 1;

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENT)
            .withArrayIndenter(INDENT);

    private LoadJson() {}

    public static String write(LoadReport report, Language language) {
        ObjectNode root = object().put("schema", SCHEMA)
                .put("passed", report.passed())
                .put("interrupted", report.interrupted())
                .put("url", report.plan().streams().getFirst().toString())
                .put(
                        "post",
                        report.plan().posts().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse(null))
                .put("resets", report.resets());
        root.set("clients", clients(report));
        root.set("events", events(report));
        ArrayNode nodes = root.putArray("nodes");
        report.nodes().forEach(node -> nodes.add(node(node, report.events())));
        root.set("outages", report.outages().map(LoadJson::outages).orElse(null));
        root.set("latency", spread(report.latency()));
        root.set("connect", spread(report.connect()));
        root.set("storm", report.storm().map(LoadJson::storm).orElse(null));
        root.set("slow", report.slow().map(LoadJson::slow).orElse(null));
        root.set("server", report.plan().pid().isEmpty() ? null : server(report, language));
        ArrayNode faults = root.putArray("faults");
        report.faults()
                .forEach(fault -> faults.add(object().put("kind", fault.kind().word())
                        .put("count", fault.count())
                        .put("example", fault.example().in(language))));
        ArrayNode slices = root.putArray("slices");
        report.slices()
                .forEach(slice -> slices.add(
                        spread(slice.latency()).put("atSeconds", slice.at()).put("seconds", slice.seconds())));
        try {
            return new ObjectMapper().writer(PRINTER).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    private static ObjectNode clients(LoadReport report) {
        LoadReport.Clients clients = report.clients();
        return object().put("wanted", clients.wanted())
                .put("connected", clients.connected())
                .put("lost", clients.lost())
                .put("withinMs", millis(clients.within()));
    }

    private static ObjectNode events(LoadReport report) {
        LoadReport.Events events = report.events();
        return object().put("posted", events.posted())
                .put("late", events.late())
                .put("bytes", report.plan().size())
                .put("postingMs", millis(events.posting()))
                .put("postsPerSecond", rounded(events.postsPerSecond()))
                .put("deliveries", events.deliveries())
                .put("deliveriesPerSecond", rounded(events.deliveriesPerSecond()))
                .put("comments", events.comments());
    }

    private static ObjectNode node(LoadReport.Node node, LoadReport.Events events) {
        ObjectNode object = object().put("url", node.stream().toString())
                .put("clients", node.clients())
                .put("deliveries", node.deliveries())
                .put("deliveriesPerSecond", rounded(node.deliveriesPerSecond(events)))
                .put("longestGapMs", millis(node.longestGap()));
        object.set("latency", spread(node.latency()));
        return object;
    }

    private static ObjectNode outages(LoadReport.Outages outages) {
        ObjectNode node = object().put("returns", outages.returns()).put("refused", outages.refused());
        node.set("back", spread(outages.back()));
        return node;
    }

    private static ObjectNode spread(Spread spread) {
        return object().put("count", spread.count())
                .put("p50", spread.p50())
                .put("p99", spread.p99())
                .put("max", spread.max());
    }

    private static ObjectNode storm(LoadReport.Storm storm) {
        ObjectNode node = object().put("clients", storm.clients())
                .put("returns", storm.returns())
                .put("refused", storm.refused());
        node.set("back", spread(storm.back()));
        return node;
    }

    private static ObjectNode slow(LoadReport.Slow slow) {
        return object().put("clients", slow.clients()).put("ended", slow.ended());
    }

    private static ObjectNode server(LoadReport report, Language language) {
        Cost cost = report.cost();
        return object().put("pid", report.plan().pid().getAsLong())
                .put("cpuMs", cost.cpu().map(LoadJson::millis).orElse(null))
                .put(
                        "cpuMicrosPerDelivery",
                        rounded(cost.cpuMicros(report.events().deliveries())))
                .put("bytesBefore", boxed(cost.before()))
                .put("bytesConnected", boxed(cost.connected()))
                .put("bytesEnd", boxed(cost.end()))
                .put(
                        "bytesPerConnection",
                        rounded(cost.bytesPerConnection(
                                report.clients().connected() + report.plan().slow())))
                .put("unknown", cost.unknown().isEmpty() ? null : cost.unknown().in(language));
    }

    private static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e3;
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    private static Double rounded(Optional<Double> number) {
        return number.map(LoadJson::rounded).orElse(null);
    }

    private static Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
