package workbook.checker.junit;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import workbook.checker.conformance.Baseline;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.ConformanceRun;
import workbook.checker.conformance.Endpoint;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.Listening;
import workbook.checker.conformance.Plan;
import workbook.checker.conformance.RuleCard;
import workbook.checker.conformance.RuleResult;
import workbook.checker.conformance.TimeScale;
import workbook.checker.conformance.Unusable;
import workbook.checker.conformance.report.TextForm;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.wire.AnyCertificate;
import workbook.checker.wire.WireRequest;
import workbook.checker.workbook.BaselineReader;

/**
 * An event stream of this machine, judged by the rules of the probe, each of which is a dynamic test:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> theStreamKeepsTheStandards() {
 *     return SseConformance.of("http://127.0.0.1:" + port + "/events")
 *             .baseline(Path.of("src/test/resources/sse-known.yaml"))
 *             .tests();
 * }
 * }</pre>
 *
 * <p>A broken MUST fails its test. A rule that could not be judged, is known, or counts for less is aborted, with the reason.
 */
public final class SseConformance {

    private final URI stream;
    private final List<HeaderField> headers = new ArrayList<>();
    private String method = "GET";
    private Bytes body = Bytes.EMPTY;
    private Optional<WireRequest> cause = Optional.empty();
    private Optional<URI> origin = Optional.empty();
    private Optional<Runnable> again = Optional.empty();
    private OptionalLong pid = OptionalLong.empty();
    private boolean nginx;
    private boolean browser;
    private boolean insecure;
    private Baseline baseline = Baseline.EMPTY;
    private List<RuleCard> rules = AllRules.CARDS;
    private Duration watch = Plan.USUAL_WATCH;
    private Level counted = Level.MUST;
    private TimeScale scale = TimeScale.REAL;

    private SseConformance(URI stream) {
        this.stream = stream;
    }

    /** @throws IllegalArgumentException if it is no URL of this machine */
    public static SseConformance of(String url) {
        return new SseConformance(ofThisMachine(URI.create(url)));
    }

    /** Sends this field with each request. */
    public SseConformance header(String name, String value) {
        headers.add(new HeaderField(name, value));
        return this;
    }

    /**
     * Posts this text to cause an event: some rules can only be judged then.
     *
     * @param target a URL, or a path of the same server
     */
    public SseConformance post(String target, String text) {
        Bytes body = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        cause = Optional.of(WireRequest.post(
                ofThisMachine(stream.resolve(target)), Endpoint.mediaTypeOf(body), body.toByteArray()));
        return this;
    }

    /** Asks for the stream by this method and with this text, for example with the question to a model. */
    public SseConformance asking(String method, String text) {
        this.method = method;
        body = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /**
     * Judges CORS for the pages of this origin, too.
     *
     * @throws IllegalArgumentException if it is no origin
     */
    public SseConformance origin(String origin) {
        URI uri = URI.create(origin);
        if (uri.getScheme() == null
                || uri.getHost() == null
                || !uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("\"" + origin
                    + "\" is no origin; wanted: a scheme and a host without a path, for example https://app.example");
        }
        this.origin = Optional.of(uri);
        return this;
    }

    /**
     * Judges what comes after a restart, too. No other rule looks at the server meanwhile.
     *
     * @param again ends the server, starts it on the same port, and returns when it listens
     */
    public SseConformance restart(Runnable again) {
        this.again = Optional.of(again);
        return this;
    }

    /** Counts the sockets of the server, which must be a process of its own: the probe has its sockets in that of the tests. */
    public SseConformance pid(long number) {
        pid = OptionalLong.of(number);
        return this;
    }

    /** Judges the stream behind an nginx, too, which must be installed. */
    public SseConformance throughNginx() {
        nginx = true;
        return this;
    }

    /** Opens the stream in a browser, too, which must be installed. */
    public SseConformance inBrowser() {
        browser = true;
        return this;
    }

    /** Accepts any certificate, such as one that the test has made. */
    public SseConformance insecure() {
        insecure = true;
        return this;
    }

    /** Watches the stream for so long, instead of 30 s. */
    public SseConformance watching(Duration time) {
        watch = time;
        return this;
    }

    /** Fails a broken SHOULD, too. */
    public SseConformance strict() {
        counted = Level.SHOULD;
        return this;
    }

    /**
     * Takes the known failures of this file out of the verdict. An entry whose rule is kept by now fails.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public SseConformance baseline(Path file) {
        Set<String> ids = AllRules.CARDS.stream().map(RuleCard::id).collect(Collectors.toSet());
        try {
            baseline = new Baseline(BaselineReader.read(file, ids));
        } catch (RuntimeException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
        return this;
    }

    /** Judges by these rules only. A prefix is a group such as {@code wire}, or a rule such as {@code wire/3}. */
    public SseConformance only(String... prefixes) {
        return choosing(List.of(prefixes), List.of());
    }

    /** Leaves these rules out. */
    public SseConformance skip(String... prefixes) {
        return choosing(List.of(), List.of(prefixes));
    }

    private SseConformance choosing(List<String> only, List<String> skip) {
        for (List<String> prefixes : List.of(only, skip)) {
            ConformanceRun.unknown(AllRules.CARDS, prefixes).ifPresent(prefix -> {
                throw new IllegalArgumentException(
                        "there is no rule \"" + prefix + "\"; wanted: a group such as wire, or a rule such as wire/3");
            });
        }
        rules = ConformanceRun.chosen(rules, only, skip);
        return this;
    }

    SseConformance at(TimeScale other) {
        scale = other;
        return this;
    }

    /**
     * Runs the probe, which takes as long as the stream is watched and up to half a minute more, and returns its verdicts
     * as tests.
     */
    public Stream<DynamicTest> tests() {
        ConformanceReport report;
        try {
            report = new ConformanceRun(plan(), rules, baseline, Listening.NONE).run();
        } catch (Unusable none) {
            return Stream.of(DynamicTest.dynamicTest(stream.toString(), () -> Assertions.fail(words(none.sentence()))));
        }
        Stream<DynamicTest> judged =
                report.results().stream().map(result -> DynamicTest.dynamicTest(title(result), () -> verify(result)));
        Stream<DynamicTest> known = report.outdated().stream()
                .map(id -> DynamicTest.dynamicTest(
                        text("%s is not known any more", "%s 不再是已知问题", id).in(language()),
                        () -> Assertions.fail(
                                text("%s is kept by now. Take it out of the baseline.", "现在已符合 %s。请从基线中删除它。", id)
                                        .in(language()))));
        return Stream.concat(judged, known);
    }

    private Plan plan() {
        return new Plan(
                endpoint(),
                watch,
                cause.map(this::withHeaders),
                origin,
                again,
                pid,
                nginx,
                browser,
                Optional.empty(),
                false,
                false,
                scale);
    }

    private Endpoint endpoint() {
        List<HeaderField> fields = new ArrayList<>(headers);
        if (body.size() > 0 && fields.stream().noneMatch(field -> field.isNamed("Content-Type"))) {
            fields.add(new HeaderField("Content-Type", Endpoint.mediaTypeOf(body)));
        }
        return new Endpoint(
                method, stream, fields, body, insecure ? Optional.of(AnyCertificate.context()) : Optional.empty());
    }

    private WireRequest withHeaders(WireRequest request) {
        WireRequest all = request;
        for (HeaderField field : headers) {
            all = all.with(field.name(), field.value());
        }
        return all;
    }

    private static String title(RuleResult result) {
        return result.id() + " " + result.rule().level() + " "
                + result.rule().title().in(language());
    }

    private void verify(RuleResult result) {
        switch (result.verdict()) {
            case PASSED -> {}
            case FAILED -> {
                String message = message(result);
                if (result.rule().level().compareTo(counted) <= 0) {
                    Assertions.fail(message);
                }
                Assumptions.abort(message);
            }
            case KNOWN, NOT_SEEN -> {
                Text reason = text("%s: %s", "%s：%s", result.verdict().words(), result.note());
                Assumptions.abort(words(reason));
            }
            case BROKEN -> {
                Text fault = text(
                        "The probe itself broke (%s). This is not the fault of the endpoint.",
                        "探测自身出错（%s）。这不是端点的错。", result.note());
                throw new IllegalStateException(fault.in(language()));
            }
        }
    }

    /** What a build prints of a failed test is its first line: it has the rule, and what came. */
    private static String message(RuleResult result) {
        String received =
                result.finding().received().in(language()).lines().findFirst().orElse("");
        String first = received.isEmpty() ? title(result) : title(result) + ": " + received;
        return MethodNames.of(first + "\n" + new TextForm(Terminal.FILE).failure(result, language()));
    }

    private static String words(Text sentence) {
        return MethodNames.of(sentence.in(language()));
    }

    /** In the tests of somebody else, what is said is in the language of that machine. */
    private static Language language() {
        return Locale.getDefault().getLanguage().equals("zh") ? Language.ZH : Language.EN;
    }

    /** The probe sends bad input and opens many connections, which nobody wants on a server of others. */
    private static URI ofThisMachine(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getScheme() == null || !uri.getScheme().matches("(?i)https?")) {
            throw new IllegalArgumentException(
                    "\"" + uri + "\" is no URL of a stream; wanted: http://127.0.0.1:PORT/PATH");
        }
        try {
            if (Endpoint.isOfThisMachine(uri)) {
                return uri;
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("the host " + host + " is unknown", unknown);
        }
        throw new IllegalArgumentException(host + " is not this machine; wanted: a server that the test has started");
    }
}
