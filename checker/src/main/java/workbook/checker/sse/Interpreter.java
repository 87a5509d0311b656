package workbook.checker.sse;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Consumer;
import workbook.checker.sse.StreamItem.Comment;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.sse.StreamItem.Note;
import workbook.checker.sse.StreamItem.Retry;

/** Interprets lines (9.2.6): fields fill the pending block, a blank line dispatches it. */
final class Interpreter {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final int limit;
    private final Block block = new Block();
    private String idBuffer;
    private String lastEventId;
    private OptionalLong reconnectionTime = OptionalLong.empty();

    Interpreter(String lastEventId, int limit) {
        this.idBuffer = lastEventId;
        this.lastEventId = lastEventId;
        this.limit = limit;
    }

    String lastEventId() {
        return lastEventId;
    }

    OptionalLong reconnectionTime() {
        return reconnectionTime;
    }

    void take(Line line, Consumer<? super StreamItem> items) {
        if (!line.whole()) {
            dropLine(line, items);
        } else if (line.isEmpty()) {
            blankLine(line, items);
        } else if (line.isComment()) {
            String text = text(line, line.from() + 1, line.to(), items);
            items.accept(new Comment(text, line.start(), line.end()));
        } else {
            block.field(line.start());
            field(line, line.colon(), items);
        }
    }

    /**
     * Discards a line that the end of the stream has cut off. The cut may have made bytes malformed, so there is no
     * note of them.
     */
    void discard(Line line, Consumer<? super StreamItem> items) {
        items.accept(new Note(Kind.UNFINISHED_LINE, line.text(), line.start(), line.offset(line.to())));
    }

    /** Ends the stream at this offset. A retry took effect when it came; everything else that is pending is lost. */
    void end(long offset, Consumer<? super StreamItem> items) {
        StringJoiner lost = new StringJoiner("\n");
        if (!block.type().isEmpty()) {
            lost.add("event: " + block.type());
        }
        if (!idBuffer.equals(lastEventId)) {
            lost.add("id: " + idBuffer);
        }
        if (block.hasData()) {
            lost.add("data: " + block.data().replace("\n", "\ndata: "));
        }
        if (lost.length() > 0) {
            items.accept(new Note(Kind.UNFINISHED_EVENT, lost.toString(), block.start(), offset));
        }
    }

    private void field(Line line, int colon, Consumer<? super StreamItem> items) {
        int value = line.value(colon);
        switch (Field.named(line.bytes(), line.from(), colon)) {
            case DATA -> data(line, text(line, value, line.to(), items), line.to() - value, items);
            case EVENT -> event(text(line, value, line.to(), items));
            case ID -> id(line, text(line, value, line.to(), items), items);
            case RETRY -> retry(line, text(line, value, line.to(), items), items);
            case UNKNOWN -> {
                String name = text(line, line.from(), colon, items);
                text(line, value, line.to(), items); // for the notes on its bytes
                note(colon == line.to() ? Kind.LINE_WITHOUT_COLON : Kind.UNKNOWN_FIELD, name, line, items);
            }
        }
    }

    private void data(Line line, String value, int length, Consumer<? super StreamItem> items) {
        if (block.isDropped()) {
            return;
        }
        block.data(value, length);
        if (block.bytes() > limit) {
            items.accept(new Note(Kind.EVENT_TOO_LONG, block.type(), block.start(), line.end()));
            block.drop();
        }
    }

    private void event(String value) {
        if (!block.isDropped()) {
            block.type(value);
        }
    }

    private void id(Line line, String value, Consumer<? super StreamItem> items) {
        if (value.indexOf('\0') < 0) {
            idBuffer = value;
        } else {
            note(Kind.NUL_IN_ID, value, line, items);
        }
    }

    private void retry(Line line, String value, Consumer<? super StreamItem> items) {
        OptionalLong milliseconds = digits(value);
        if (milliseconds.isPresent()) {
            reconnectionTime = milliseconds;
            items.accept(new Retry(milliseconds.getAsLong(), line.start(), line.end()));
        } else {
            note(Kind.INVALID_RETRY, value, line, items);
        }
    }

    /**
     * Reads ASCII digits. 9.2.6 sets no upper bound for a retry, so a number above a long counts as the greatest long.
     */
    private static OptionalLong digits(String value) {
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private void blankLine(Line line, Consumer<? super StreamItem> items) {
        lastEventId = idBuffer;
        if (block.hasField()) {
            dispatch(line.end(), items);
            block.clear();
        }
    }

    private void dispatch(long end, Consumer<? super StreamItem> items) {
        if (block.hasData()) {
            String type = block.type().isEmpty() ? "message" : block.type();
            items.accept(new Event(type, block.data(), lastEventId, block.start(), end));
        } else if (!block.isDropped()) {
            items.accept(new Note(Kind.BLOCK_WITHOUT_DATA, block.type(), block.start(), end));
        }
    }

    /**
     * Drops a line over the limit. Only a comment can be lost without harm: an event that lacks a line must not be
     * handed on.
     */
    private void dropLine(Line line, Consumer<? super StreamItem> items) {
        note(Kind.LINE_TOO_LONG, line.beginning(), line, items);
        if (!line.isComment()) {
            block.field(line.start());
            block.drop();
        }
    }

    /** Decodes a part of the line, with notes on what had to be replaced, which is nearly always nothing. */
    private static String text(Line line, int from, int to, Consumer<? super StreamItem> items) {
        String text = Utf8.quick(line.bytes(), from, to);
        return Utf8.mayHaveReplaced(text) ? noted(line, from, to, items) : text;
    }

    private static String noted(Line line, int from, int to, Consumer<? super StreamItem> items) {
        return Utf8.decode(line.bytes(), from, to, (first, behind) -> {
            String hex = HEX.formatHex(line.bytes(), first, behind);
            items.accept(new Note(Kind.MALFORMED_UTF8, hex, line.offset(first), line.offset(behind)));
        });
    }

    private static void note(Kind kind, String text, Line line, Consumer<? super StreamItem> items) {
        items.accept(new Note(kind, text, line.start(), line.end()));
    }
}
