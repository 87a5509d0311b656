package workbook.checker.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.server.MachinePace;

/**
 * A page in a tab of its own, and what it did so far. Every command has a limit: a page that is caught in a loop makes
 * it throw {@link PageHangs}.
 */
public final class Page implements AutoCloseable {

    /**
     * Something that the page did.
     *
     * @param kind source, listener, event, change, error, blocked, dialog, or console and the name of its method
     * @param where file, line and column; empty where that is not known
     */
    public record Deed(Instant at, String kind, String text, String where) {

        /** Whether this is an exception that no code of the page caught. */
        public boolean error() {
            return kind.equals("error");
        }

        public boolean console() {
            return kind.startsWith("console.");
        }
    }

    /** For one command, on a quiet machine: far longer than any script of a page may take (a long task is 50 ms). */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);
    private static final String RECORDER = resource("recorder.js");
    private static final String READS = resource("reads.js");

    private final DevTools.Tab tab;
    private List<Deed> deeds = List.of();

    private Page(DevTools.Tab tab) {
        this.tab = tab;
    }

    static Page in(DevTools.Tab tab) {
        Page page = new Page(tab);
        page.send("Page.enable", Map.of());
        page.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORDER));
        page.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", READS));
        // The timers of a tab that another one hides would run once a second.
        page.send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        page.send("Emulation.setLocaleOverride", Map.of("locale", "en-US"));
        page.size(1000, 720);
        return page;
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The size of the window, in CSS pixels. */
    public void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system prefers, for example {@code prefers-color-scheme} and {@code dark}. */
    public void prefers(String feature, String value) {
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Shows this tab before all others, for a page that has much to do: see {@link DevTools.Tab#activate}. */
    public void bringToFront() {
        tab.activate();
    }

    /** Opens an address, and returns as soon as its scripts ran. A stream that never ends is not waited for. */
    public void open(URI address) {
        send("Page.navigate", Map.of("url", address.toString()));
        String loaded = "location.href !== 'about:blank' && document.readyState !== 'loading' && "
                + "(document.readyState === 'complete' || performance.getEntriesByType('navigation')[0]"
                + ".domContentLoadedEventEnd > 0)";
        if (!await(loaded, limit())) {
            bringToFront();
            if (!await(loaded, limit())) {
                throw new PageHangs("open " + address);
            }
        }
    }

    /**
     * The value of an expression of JavaScript; of a promise what it resolves to.
     *
     * @throws ScriptFailed if it throws
     * @throws PageHangs if the page does not answer
     */
    public JsonNode evaluate(String expression) {
        JsonNode answer = send(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            JsonNode details = answer.get("exceptionDetails");
            throw new ScriptFailed(details.path("exception")
                    .path("description")
                    .asText(details.path("text").asText()));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. One that throws is not true yet. */
    public boolean await(String condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (holds(condition)) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean holds(String condition) {
        try {
            return evaluate("!!(" + condition + ")").asBoolean();
        } catch (ScriptFailed notYet) {
            return false;
        }
    }

    /** Clicks the first element of a selector, as a person does; false if no element matches, or it is disabled. */
    public boolean click(String selector) {
        return evaluate("(() => { const e = document.querySelector(" + quoted(selector)
                        + "); if (!e || e.disabled) { return false; } e.click(); return true; })()")
                .asBoolean();
    }

    /**
     * Puts a value into the first field of a selector, as a person does who types or chooses. Frameworks that write to a
     * field themselves know their own writing by a setter on the element, so this one is that of its class.
     */
    public void fill(String selector, String value) {
        evaluate(
                """
                (() => {
                  const field = document.querySelector(%s);
                  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, %s);
                  field.dispatchEvent(new Event("input", { bubbles: true }));
                  field.dispatchEvent(new Event("change", { bubbles: true }));
                })()"""
                        .formatted(quoted(selector), quoted(value)));
    }

    /** The text of each element of a selector. */
    public List<String> texts(String selector) {
        JsonNode texts = evaluate(
                "[...document.querySelectorAll(" + quoted(selector) + ")].map((element) => element.textContent)");
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return all;
    }

    /** A string as it stands in JavaScript. */
    public static String quoted(String text) {
        return TextNode.valueOf(text).toString().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /** All that the page did until now, in order; what was known last when the page no longer answers. */
    public List<Deed> deeds() {
        try {
            List<Deed> read = new ArrayList<>();
            evaluate("recorder.entries").forEach(entry -> read.add(deed(entry)));
            deeds = List.copyOf(read);
        } catch (ScriptFailed | PageHangs unknown) {
            return deeds;
        }
        return deeds;
    }

    private static Deed deed(JsonNode entry) {
        long micros = Math.round(entry.get("at").asDouble() * 1000);
        Instant at = Instant.ofEpochSecond(
                TimeUnit.MICROSECONDS.toSeconds(micros), TimeUnit.MICROSECONDS.toNanos(micros % 1_000_000));
        return new Deed(
                at,
                entry.get("kind").asText(),
                entry.get("text").asText(),
                entry.get("where").asText());
    }

    /** Bytes that the JavaScript of the page holds after a garbage collection. */
    public long heap() {
        send("HeapProfiler.collectGarbage", Map.of());
        return send("Runtime.getHeapUsage", Map.of()).get("usedSize").asLong();
    }

    /** A picture of the page as PNG; empty when the page no longer answers. */
    public Optional<byte[]> screenshot() {
        try {
            String png = send("Page.captureScreenshot", Map.of("format", "png"))
                    .get("data")
                    .asText();
            return Optional.of(Base64.getDecoder().decode(png));
        } catch (PageHangs blind) {
            return Optional.empty();
        }
    }

    private static Duration limit() {
        return MachinePace.now().stretch(LIMIT);
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        try {
            return tab.send(method, parameters, limit());
        } catch (DevTools.NoReply none) {
            throw new PageHangs(method, none);
        }
    }

    @Override
    public void close() {
        try {
            tab.close();
        } catch (DevTools.NoReply gone) {
            // The browser has crashed, or will be ended when the next page cannot be opened.
        }
    }
}
