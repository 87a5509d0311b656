package workbook.checker.report.html;

import java.util.Map;
import workbook.checker.html.StandalonePage;
import workbook.checker.text.Language;

/**
 * The page around a report. Style sheet and script are inline, and the policy names their hashes: the page runs nothing
 * else and loads nothing at all, whatever a server sent.
 */
public final class HtmlPage {

    private HtmlPage() {}

    public static String of(Language language, String title, String body) {
        String style = part("/web/workbook.css");
        String script = part("/web/wire-log.js") + part("report.js");
        Map<String, String> places = Map.of(
                "lang",
                language == Language.ZH ? "zh-CN" : "en",
                "policy",
                policy(style, script),
                "title",
                StandalonePage.escape(title),
                "style",
                style,
                "body",
                body,
                "script",
                script);
        return StandalonePage.fill(part("report.html"), places);
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(StandalonePage.hash(style), StandalonePage.hash(script));
    }

    private static String part(String name) {
        return StandalonePage.part(HtmlPage.class, name);
    }
}
