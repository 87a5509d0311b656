package workbook.checker.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.text.Language;

/**
 * The page around a report. Style sheet and script stand in it, and its policy names their hashes: the page runs nothing
 * else and loads nothing at all, whatever a server sent.
 */
final class HtmlPage {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private HtmlPage() {}

    static String of(Language language, String title, String body) {
        String style = file("/web/workbook.css");
        String script = file("/web/wire-log.js") + file("report.js");
        Map<String, String> places = Map.of(
                "lang",
                language == Language.ZH ? "zh-CN" : "en",
                "policy",
                policy(style, script),
                "title",
                Html.escape(title),
                "style",
                style,
                "body",
                body,
                "script",
                script);
        return PLACE.matcher(file("report.html")).replaceAll(place -> filled(place, places));
    }

    /** In one pass, so that a place named in the body is only text. */
    private static String filled(MatchResult place, Map<String, String> places) {
        return Matcher.quoteReplacement(places.get(place.group(1)));
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(hash(style), hash(script));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With the line ends that a browser sees, or the hash would differ. */
    private static String file(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar of the checker");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
