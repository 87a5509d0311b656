package workbook.checker.report.html;

import workbook.checker.finding.Conversation;
import workbook.checker.html.Html;
import workbook.checker.report.WireLog;
import workbook.checker.text.Language;

/**
 * The wire log of one connection, written twice: as text for a reader without scripts, and as the data from which the
 * script draws the real one.
 */
public final class WireBox {

    private WireBox() {}

    public static void write(Html body, Conversation conversation, Language language) {
        body.open("div", "data-wire-log", "", "class", "wire");
        body.open("div", "class", "wire-head");
        body.element("strong", conversation.name().in(language), "class", "wire-name");
        body.element("code", conversation.reproduce(), "class", "wire-curl");
        body.close();
        body.element("pre", String.join("\n", WireLog.unlimited(language).whole(conversation)), "tabindex", "0");
        body.json(WireJson.of(conversation, language));
        body.close();
    }
}
