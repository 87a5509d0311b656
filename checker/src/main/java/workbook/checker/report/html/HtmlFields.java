package workbook.checker.report.html;

import java.util.List;
import java.util.stream.Collectors;
import workbook.checker.html.Html;
import workbook.checker.report.Label;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/** The labelled parts of a finding, as a list of terms. An empty text is left out. */
final class HtmlFields {
    private final Html body;
    private final Language language;

    HtmlFields(Html body, Language language) {
        this.body = body;
        this.language = language;
        body.open("div", "class", "finding").open("dl");
    }

    void text(Label label, Text text) {
        field(label, text, "said");
    }

    /** Adds bytes or names, or something to compare with bytes. */
    void verbatim(Label label, Text text) {
        field(label, text, "verbatim");
    }

    /** Adds lines of a program as they are. */
    void lines(Label label, List<String> lines) {
        if (!lines.isEmpty()) {
            String text = lines.stream().map(Visible::bytes).collect(Collectors.joining("\n"));
            body.element("dt", label.in(language)).open("dd");
            body.element("pre", text, "tabindex", "0").close();
        }
    }

    /** Adds the last part, which says what to do. */
    void next(Label label, Text text) {
        field(label, text, "next");
    }

    void close() {
        body.close().close();
    }

    private void field(Label label, Text text, String look) {
        if (!text.isEmpty()) {
            body.element("dt", label.in(language)).element("dd", text.in(language), "class", look);
        }
    }
}
