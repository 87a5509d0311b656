package workbook.checker.finding;

import java.util.List;
import java.util.Optional;
import workbook.checker.text.Text;

/**
 * One connection as the checker saw it.
 *
 * @param name how a message refers to it, for example "connection 2"
 * @param reproduce a line for a POSIX shell that sends the same request
 * @param lines what happened, in the order of arrival
 * @param mark where to look first
 */
public record Conversation(Text name, String reproduce, List<WireLine> lines, Optional<Mark> mark) {

    /**
     * The place of the first wrong byte.
     *
     * @param line index in {@link Conversation#lines()}
     * @param column index in the {@link WireLine#text()} of that line, in chars; {@link WireText#column} finds it
     * @param note what is wrong there, in a few words
     */
    public record Mark(int line, int column, Text note) {}

    public Conversation {
        lines = List.copyOf(lines);
    }
}
