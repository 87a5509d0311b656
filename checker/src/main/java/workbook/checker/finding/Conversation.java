package workbook.checker.finding;

import static workbook.checker.text.Text.text;

import java.util.ArrayList;
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
    public record Mark(int line, int column, Text note) {
        private Mark onLine(int other) {
            return new Mark(other, column, note);
        }
    }

    public Conversation {
        lines = List.copyOf(lines);
    }

    /** Whether it is a sequence of steps, and not what was on a connection. */
    public boolean isOfSteps() {
        return lines.stream().anyMatch(line -> line.kind() == WireLine.Kind.STEP);
    }

    /**
     * The same with so many lines at most: as many from the begin, around the mark and from the end. Where lines are left
     * out, one says how many.
     */
    public Conversation shortened(int most) {
        if (lines.size() <= most) {
            return this;
        }
        int part = most / 3;
        int middle = Math.clamp(mark.map(Mark::line).orElse(0) - part / 2, part, lines.size() - 2 * part);
        List<WireLine> kept = new ArrayList<>(lines.subList(0, part));
        leaveOut(kept, part, middle);
        int shift = middle - kept.size();
        kept.addAll(lines.subList(middle, middle + part));
        leaveOut(kept, middle + part, lines.size() - part);
        int end = lines.size() - part - kept.size();
        kept.addAll(lines.subList(lines.size() - part, lines.size()));
        return new Conversation(
                name,
                reproduce,
                kept,
                mark.map(at -> at.onLine(
                        at.line() < part ? at.line() : at.line() - (at.line() < middle + part ? shift : end))));
    }

    private void leaveOut(List<WireLine> kept, int from, int to) {
        if (from < to) {
            Text words = text("%d lines left out", "省略 %d 行", to - from);
            kept.add(new WireLine(lines.get(from).at(), WireLine.Kind.ACT, words, false, List.of()));
        }
    }
}
