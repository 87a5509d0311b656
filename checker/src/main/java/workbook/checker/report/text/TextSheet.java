package workbook.checker.report.text;

import java.util.List;
import workbook.checker.report.Label;
import workbook.checker.report.Paragraph;
import workbook.checker.report.Terminal;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.report.VerdictSigns;
import workbook.checker.text.Align;
import workbook.checker.text.Clip;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;
import workbook.checker.text.Width;

/** The canvas of a text report: headlines, and fields with a column of labels. */
public final class TextSheet {
    private static final int WIDEST = 100;
    private static final int MOST_ROWS = 6;
    private static final int LONGEST_TITLE = 200;
    private static final String MARGIN = "  ";

    public final Terminal terminal;
    public final Language language;
    public final Theme theme;
    public final VerdictSigns signs;
    private final StringBuilder out = new StringBuilder();

    public TextSheet(Terminal terminal, Language language) {
        this.terminal = terminal;
        this.language = terminal.speaks(language);
        this.theme = new Theme(terminal.colour());
        this.signs = VerdictSigns.of(terminal);
    }

    /** {@code ✗ 1.2/3 multi-line data · HTML 9.2.6 (MUST)            7 of 12 passed}. */
    public void headline(Ink ink, String sign, Text title, Text right) {
        String left = Clip.columns(line(title), LONGEST_TITLE, signs.cut());
        String end = words(right);
        int room = Math.min(terminal.columns(), WIDEST);
        int gap = room - sign.length() - 1 - Width.of(left) - Width.of(end);
        out.append(theme.paint(ink, sign)).append(' ').append(theme.paint(Ink.STRONG, left));
        if (gap < 2) {
            gap = Math.max(2, room - Width.of(end));
            out.append('\n');
        }
        line(" ".repeat(gap) + theme.paint(Ink.FAINT, end));
    }

    /** Adds a label and its text, wrapped; nothing if there is no text. */
    public void field(Label label, Text text) {
        String words = words(text);
        if (!words.isEmpty()) {
            rows(label, Paragraph.wrap(words, room(Math.min(terminal.columns(), WIDEST)), MOST_ROWS, signs.cut()));
        }
    }

    /** Adds a label and rows that are laid out already. */
    public void rows(Label label, List<String> rows) {
        String indent = Align.left(terminal.words(label.in(language)), Label.column(language));
        for (String row : rows) {
            line(MARGIN + theme.paint(Ink.FAINT, indent) + row);
            indent = " ".repeat(Label.column(language));
        }
    }

    /** The columns that are left for a text after its label. */
    public int room(int columns) {
        return columns - MARGIN.length() - Label.column(language);
    }

    /** Adds a sentence without a label, wrapped below a headline. */
    public void sentence(Text text) {
        int room = Math.min(terminal.columns(), WIDEST) - MARGIN.length();
        Paragraph.wrap(words(text), room, MOST_ROWS, signs.cut()).forEach(row -> line(MARGIN + row));
    }

    public void line(String finished) {
        out.append(finished.stripTrailing()).append('\n');
    }

    /** The words in the language of the sheet, restricted to characters that its terminal has. */
    public String words(Text text) {
        return terminal.words(Visible.lines(text.in(language)));
    }

    /** The same words in one line. */
    public String line(Text text) {
        return terminal.words(Visible.line(text.in(language)));
    }

    /** Adds an empty line before what follows, unless the sheet is empty. */
    public void gap() {
        if (!out.isEmpty() && !out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
