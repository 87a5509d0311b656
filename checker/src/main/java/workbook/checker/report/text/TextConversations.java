package workbook.checker.report.text;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.report.Label;
import workbook.checker.report.Phrases;
import workbook.checker.report.Theme.Ink;
import workbook.checker.report.WireLog;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/** The connections that show a failure: the line that sends the same, and the bytes around the mark. */
public final class TextConversations {
    private static final int MOST_CONNECTIONS = 4;

    private final TextSheet sheet;

    public TextConversations(TextSheet sheet) {
        this.sheet = sheet;
    }

    /** Adds what was sent and what came, on each of them; of many connections those without a mark are left out first. */
    public void show(List<Conversation> conversations, Ink ink) {
        List<Conversation> shown = new ArrayList<>(conversations);
        while (shown.size() > MOST_CONNECTIONS) {
            Conversation dull = shown.reversed().stream()
                    .filter(talk -> talk.mark().isEmpty())
                    .findFirst()
                    .orElse(shown.getLast());
            shown.remove(dull);
        }
        for (Conversation conversation : shown) {
            if (conversations.size() > 1) {
                sheet.line("  "
                        + sheet.theme.paint(
                                Ink.STRONG,
                                Clip.columns(
                                        sheet.line(conversation.name()),
                                        sheet.terminal.columns() - 2,
                                        sheet.signs.cut())));
            }
            conversation(conversation, ink);
        }
        int left = conversations.size() - shown.size();
        if (left > 0) {
            Text more = Phrases.connectionsLeft(left);
            sheet.line("  " + sheet.theme.paint(Ink.FAINT, sheet.signs.cut() + " " + sheet.words(more)));
        }
    }

    private void conversation(Conversation conversation, Ink ink) {
        String command = sheet.terminal.bytes(Visible.line(conversation.reproduce()));
        if (!command.isEmpty()) {
            sheet.rows(Label.SENT, List.of(command));
        }
        int width = sheet.room(sheet.terminal.columns());
        WireLog log = new WireLog(sheet.language, sheet.terminal, sheet.theme, width);
        List<String> lines = log.excerpt(conversation, ink);
        sheet.rows(label(conversation), lines.isEmpty() ? List.of(sheet.words(Phrases.NOTHING_GOT)) : lines);
    }

    private static Label label(Conversation conversation) {
        if (conversation.lines().stream().anyMatch(line -> line.kind() == WireLine.Kind.PAGE)) {
            return Label.SEEN;
        }
        return conversation.isOfSteps() ? Label.STEPS : Label.GOT;
    }
}
