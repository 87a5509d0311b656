package workbook.checker.tail;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import workbook.checker.conformance.Endpoint;
import workbook.checker.conformance.Secrecy;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;

/** A tail inside the process of the tests, with what it wrote. */
final class Following {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private Endpoint endpoint;
    private OutputStream to = written;
    private boolean drawn;
    private boolean once;
    private String since = "";
    private Set<String> types = Set.of();
    private OptionalLong most = OptionalLong.empty();
    private Function<TailOutput, TailForm> form = output -> new LineForm(output, false);

    private Following(URI uri) {
        endpoint = new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty());
    }

    static Following of(URI server) {
        return new Following(server.resolve("/events"));
    }

    Following posting(String body) {
        endpoint = new Endpoint("POST", endpoint.uri(), List.of(), Bytes.ofUtf8(body), Optional.empty());
        return this;
    }

    Following with(HeaderField field) {
        endpoint = new Endpoint("GET", endpoint.uri(), List.of(field), Bytes.EMPTY, Optional.empty());
        return this;
    }

    Following as(Function<TailOutput, TailForm> other) {
        form = other;
        return this;
    }

    Following onTerminal() {
        drawn = true;
        return this;
    }

    Following to(OutputStream other) {
        to = other;
        return this;
    }

    Following once() {
        once = true;
        return this;
    }

    Following since(String id) {
        since = id;
        return this;
    }

    Following types(String... chosen) {
        types = Set.of(chosen);
        return this;
    }

    Following most(long events) {
        most = OptionalLong.of(events);
        return this;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Tail tail() {
        TailPlan plan =
                new TailPlan(endpoint, Optional.empty(), since, types, most, Optional.of(Duration.ofSeconds(60)), once);
        TailOutput output = new TailOutput(
                new PrintStream(to, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8),
                new Terminal(80, false, StandardCharsets.UTF_8),
                Language.EN,
                Secrecy.of(endpoint.headers(), List.of(endpoint.uri())),
                drawn);
        return new Tail(plan, form.apply(output));
    }

    TailEnding run() throws Exception {
        return tail().run();
    }

    /** Follows in a thread of its own. */
    CompletableFuture<TailEnding> begin() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                command -> Thread.ofPlatform().daemon().start(command));
    }

    static TailEnding ending(CompletableFuture<TailEnding> tail) throws Exception {
        return tail.get(60, TimeUnit.SECONDS);
    }

    /** What was written, as it is. */
    String raw() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** The lines that were written, without their times. */
    List<String> lines() {
        return raw().lines()
                .map(line -> line.replaceFirst("^ *\\+[\\d.]+ m?s", "").strip().replaceAll("\\d+(\\.\\d+)? m?s", "N s"))
                .toList();
    }

    String complaints() {
        return complaints.toString(StandardCharsets.UTF_8);
    }
}
