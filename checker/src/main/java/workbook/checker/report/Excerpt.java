package workbook.checker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Conversation.Mark;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireLine.Kind;

/** The lines of a long conversation that a screen shows: those around the mark, and how it ended. */
final class Excerpt {
    private static final int BEFORE_MARK = 2;
    private static final int AFTER_MARK = 1;
    private static final int FIRST = 3;
    private static final int LAST = 3;

    /** Steps are shown to the last one: each is needed. */
    private static final int STEPS = 30;

    private Excerpt() {}

    /** Returns indices in ascending order. A gap of one line is not worth its note, so that line is kept. */
    static List<Integer> of(Conversation conversation) {
        int size = conversation.lines().size();
        if (conversation.isOfSteps() && size <= STEPS) {
            return IntStream.range(0, size).boxed().toList();
        }
        int begin = begin(conversation);
        int mark =
                conversation.mark().map(Mark::line).filter(line -> line < size).orElse(-1);
        List<Integer> kept = new ArrayList<>(IntStream.range(begin, size)
                .filter(i -> i >= size - LAST || (mark < 0 ? i < begin + FIRST : around(i, mark)))
                .boxed()
                .toList());
        for (int i = kept.size() - 1; i > 0; i--) {
            if (kept.get(i) - kept.get(i - 1) == 2) {
                kept.add(i, kept.get(i) - 1);
            }
        }
        return kept;
    }

    private static boolean around(int line, int mark) {
        return line >= mark - BEFORE_MARK && line <= mark + AFTER_MARK;
    }

    /**
     * Begins after the request, which the curl line shows, and after the head if bytes follow it, but never after the
     * mark.
     */
    private static int begin(Conversation conversation) {
        List<WireLine> lines = conversation.lines();
        int mark = conversation.mark().map(Mark::line).orElse(-1);
        boolean bytes = lines.stream().anyMatch(line -> line.kind() == Kind.BYTES);
        int begin = 0;
        while (begin < lines.size()
                && begin != mark
                && introduces(lines.get(begin).kind(), bytes)) {
            begin++;
        }
        return conversation.reproduce().isEmpty() ? 0 : begin;
    }

    private static boolean introduces(Kind kind, boolean bytes) {
        return kind == Kind.SENT || kind == Kind.HEAD && bytes;
    }
}
