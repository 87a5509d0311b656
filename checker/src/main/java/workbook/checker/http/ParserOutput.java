package workbook.checker.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Collects what the parts of the parser find, and counts the offsets for them. */
final class ParserOutput {
    private final Set<String> noted = new HashSet<>();
    private List<WireItem> items = new ArrayList<>();
    private long base;
    private long bodySize;
    private End end;

    /** The offset in the raw stream of index {@code at} of the current input. */
    long offset(int at) {
        return base + at;
    }

    long bodySize() {
        return bodySize;
    }

    void item(WireItem item) {
        items.add(item);
    }

    /** Reports each text once: a server that ends every line with a bare LF would fill the log otherwise. */
    void note(long offset, String text) {
        if (noted.add(text)) {
            items.add(new WireItem.Note(offset, text));
        }
    }

    void body(Bytes in, int from, int to) {
        items.add(new WireItem.Body(offset(from), bodySize, in.slice(from, to)));
        bodySize += to - from;
    }

    void complete(End.Complete.By by, long offset) {
        end = new End.Complete(by, offset);
    }

    /** @param missing bytes, negative where no number was promised */
    void cut(End.Cut.Place place, long missing, String reason) {
        end = new End.Cut(place, missing < 0 ? OptionalLong.empty() : OptionalLong.of(missing), base, reason);
    }

    void malformed(MalformedException problem) {
        end = problem.toEnd();
    }

    Optional<End> end() {
        return Optional.ofNullable(end);
    }

    /** Returns the items since the last call; the next input begins {@code consumed} bytes later. */
    List<WireItem> take(int consumed) {
        base += consumed;
        List<WireItem> taken = items;
        items = new ArrayList<>();
        return taken;
    }
}
