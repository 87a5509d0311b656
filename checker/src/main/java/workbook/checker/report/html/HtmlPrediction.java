package workbook.checker.report.html;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.Prediction;
import workbook.checker.finding.Prediction.Row;
import workbook.checker.html.Html;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/** A prediction beside the lines that came, as a table of two columns. */
record HtmlPrediction(Html body, Language language) {
    private static final Text DIFFERENT = text("first difference", "第一处不同");

    void show(Prediction prediction) {
        body.open("div", "class", "prediction");
        if (prediction.rows().isEmpty()) {
            body.element("p", said(prediction).in(language));
        } else {
            table(prediction);
        }
        body.close();
    }

    private static Text said(Prediction prediction) {
        return text("Your prediction: %s", "你的预测：%s", prediction.verdict());
    }

    private void table(Prediction prediction) {
        body.open("table");
        body.element("caption", said(prediction).in(language));
        body.open("thead").open("tr");
        body.element("th", Prediction.PREDICTED.in(language), "scope", "col");
        body.element("th", Prediction.SENT.in(language), "scope", "col");
        body.close().close().open("tbody");
        int first = prediction.first().orElse(-1);
        for (int at = 0; at < prediction.rows().size(); at++) {
            row(prediction.rows().get(at), at == first);
        }
        body.close().close();
    }

    private void row(Row row, boolean first) {
        body.open("tr", first ? new String[] {"class", "first"} : new String[0]);
        body.open("td");
        if (first) {
            body.element("strong", DIFFERENT.in(language), "class", "first-word")
                    .text(" ");
        }
        line(row.predicted()).close().open("td");
        line(row.sent()).close().close();
    }

    private Html line(List<String> line) {
        boolean bytes = !line.isEmpty() && !line.getFirst().isEmpty();
        String shown = Visible.bytes(Prediction.shown(line).in(language));
        return bytes ? body.element("code", shown) : body.element("span", shown, "class", "no-bytes");
    }
}
