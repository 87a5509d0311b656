package workbook.checker.docs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.html.StandalonePage;
import workbook.checker.text.Clip;
import workbook.checker.text.Width;

/** A screen of the checker, drawn as SVG: for a page that shows what a terminal shows, where there is none. */
record TerminalPicture(List<String> lines, boolean dark) {

    private static final int COLUMNS = 102;
    private static final double COLUMN = 7.8;
    private static final int ROW = 19;
    private static final int MARGIN = 16;

    /** {@code Wanted   a message}: a label, which is faint, and what stands behind it. */
    private static final Pattern FIELD = Pattern.compile("(  \\S+(?: \\S+)? {2,})(\\S.*)");

    private record Inks(String paper, String ink, String faint, String bad, String good) {}

    private static final Inks LIGHT = new Inks("#ffffff", "#1f2328", "#656d76", "#b3261e", "#1a7f37");
    private static final Inks DARK = new Inks("#0d1117", "#e6edf3", "#8b949e", "#ff7b72", "#3fb950");

    String svg(String title) {
        int width = (int) (COLUMNS * COLUMN) + 2 * MARGIN;
        int height = lines.size() * ROW + 2 * MARGIN;
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
                <title>%3$s</title>
                <rect width="%1$d" height="%2$d" rx="8" fill="%4$s" stroke="%5$s" stroke-opacity="0.4"/>
                <g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace" font-size="13" xml:space="preserve" fill="%6$s">
                """,
                width,
                height,
                StandalonePage.escape(title),
                inks().paper(),
                inks().faint(),
                inks().ink()));
        for (int i = 0; i < lines.size(); i++) {
            line(out, Clip.columns(lines.get(i), COLUMNS, "…"), MARGIN + (i + 1) * ROW - 5);
        }
        return out.append("</g>\n</svg>\n").toString();
    }

    private Inks inks() {
        return dark ? DARK : LIGHT;
    }

    private void line(StringBuilder out, String line, int y) {
        Matcher field = FIELD.matcher(line);
        if (line.startsWith("✗") || line.strip().startsWith("^")) {
            words(out, line, 0, y, inks().bad(), line.startsWith("✗"));
        } else if (line.startsWith("✓")) {
            words(out, line, 0, y, inks().good(), true);
        } else if (field.matches()) {
            words(out, field.group(1), 0, y, inks().faint(), false);
            words(out, field.group(2), Width.of(field.group(1)), y, inks().ink(), false);
        } else {
            words(out, line, 0, y, line.startsWith("$") || line.startsWith(" ") ? inks().ink() : inks().faint(), false);
        }
    }

    /** The words of a line from a column on; each run of spaces is left out, so that no reader may fold it. */
    private static void words(StringBuilder out, String text, int column, int y, String ink, boolean bold) {
        Matcher word = Pattern.compile("\\S+(?: \\S+)*").matcher(text);
        while (word.find()) {
            double x = MARGIN + COLUMN * (column + Width.of(text.substring(0, word.start())));
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" fill=\"%s\"%s>%s</text>%n",
                    x,
                    y,
                    COLUMN * Width.of(word.group()),
                    ink,
                    bold ? " font-weight=\"600\"" : "",
                    StandalonePage.escape(word.group())));
        }
    }
}
