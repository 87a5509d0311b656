package workbook.checker.http;

import java.util.ArrayList;
import java.util.List;

/** Parses scripted answers, cut into reads in various ways. */
public final class SampleAnswers {
    /** What the parser reported, with adjacent body items joined: their sizes are those of the reads. */
    public record Parsed(List<WireItem> items, End end) {
        String body() {
            return String.join(
                    "",
                    of(WireItem.Body.class).stream()
                            .map(body -> body.bytes().utf8())
                            .toList());
        }

        ResponseHead head() {
            return of(WireItem.Head.class).getFirst().head();
        }

        List<String> notes() {
            return of(WireItem.Note.class).stream().map(WireItem.Note::text).toList();
        }

        <T extends WireItem> List<T> of(Class<T> kind) {
            return items.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private SampleAnswers() {}

    /** A text block as HTTP requires it: every line ends with CRLF. */
    public static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    /** Parses everything in one read. */
    static Parsed parse(String method, String answer) {
        return parse(method, List.of(Bytes.ofLatin1(answer)));
    }

    public static Parsed get(String answer) {
        return parse("GET", answer);
    }

    static Parsed parse(String method, List<Bytes> reads) {
        ResponseParser parser = new ResponseParser(method, WireLimits.DEFAULT);
        List<WireItem> items = new ArrayList<>();
        reads.forEach(read -> items.addAll(parser.feed(read)));
        return new Parsed(joined(items), parser.eof());
    }

    static List<Bytes> byteByByte(Bytes answer) {
        List<Bytes> reads = new ArrayList<>();
        for (int i = 0; i < answer.size(); i++) {
            reads.add(answer.slice(i, i + 1));
        }
        return reads;
    }

    private static List<WireItem> joined(List<WireItem> items) {
        List<WireItem> joined = new ArrayList<>();
        for (WireItem item : items) {
            if (item instanceof WireItem.Body next
                    && !joined.isEmpty()
                    && joined.getLast() instanceof WireItem.Body last
                    && last.offset() + last.bytes().size() == next.offset()) {
                Bytes both = Bytes.concat(List.of(last.bytes(), next.bytes()));
                joined.set(joined.size() - 1, new WireItem.Body(last.offset(), last.bodyOffset(), both));
            } else {
                joined.add(item);
            }
        }
        return joined;
    }
}
