package workbook.checker.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import workbook.checker.sse.DecodedText;

/** A small reader of event streams that can be told to read wrongly. */
final class SmallParser {

    private static final String BOM = "\u00ef\u00bb\u00bf";

    private final Set<Sin> sins;
    private final Consumer<Seen.Event> events;
    private final Consumer<String> comments;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> data = new ArrayList<>();
    private String type = "";
    private boolean begun;
    private boolean swallowLf;
    private boolean heldCr;
    private String idBuffer;
    private String last;
    private String before = "";
    private Long retry;

    SmallParser(Set<Sin> sins, String id, Consumer<Seen.Event> events, Consumer<String> comments) {
        this.sins = sins;
        this.idBuffer = id;
        this.last = id;
        this.events = events;
        this.comments = comments;
    }

    private boolean is(Sin sin) {
        return sins.contains(sin);
    }

    /**
     * The id to come back with.
     *
     * @param broken whether the connection broke
     */
    String id(boolean broken) {
        boolean early = is(Sin.ID_TOO_EARLY) || broken && is(Sin.ID_TOO_EARLY_AT_CUT);
        return is(Sin.OLD_ID) ? before : early ? idBuffer : last;
    }

    Long retry() {
        return retry;
    }

    void read(byte[] bytes) {
        byte[] all = is(Sin.DECODES_PER_READ) ? new String(bytes, UTF_8).getBytes(UTF_8) : bytes;
        for (byte one : all) {
            read(one);
        }
        if (is(Sin.CHUNK_ENDS_LINE) && line.size() > 0) {
            endOfLine();
        }
    }

    private void read(byte one) {
        if (heldCr) {
            heldCr = false;
            endOfLine();
            swallowLf = true;
        }
        if (swallowLf && one == '\n') {
            swallowLf = false;
            return;
        }
        swallowLf = false;
        boolean cr = one == '\r' && !is(Sin.LF_ONLY);
        if (cr && is(Sin.WAITS_AFTER_CR)) {
            heldCr = true;
        } else if (one == '\n' || cr) {
            endOfLine();
            swallowLf = cr;
        } else {
            line.write(one);
            if (is(Sin.U2028_ENDS_A_LINE)
                    && one == (byte) 0xA8
                    && line.toString(ISO_8859_1).endsWith("\u00e2\u0080\u00a8")) {
                byte[] kept = line.toByteArray();
                line.reset();
                line.write(kept, 0, kept.length - 3);
                endOfLine();
            }
        }
    }

    private void endOfLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        String raw = new String(bytes, ISO_8859_1);
        if (!begun && raw.startsWith(BOM) && !is(Sin.KEEPS_BOM)) {
            raw = raw.substring(3);
        }
        begun = true;
        if (is(Sin.LINE_LIMIT) && raw.length() > 1 << 20) {
            return;
        }
        String text = decoded(raw.getBytes(ISO_8859_1));
        if (text.isEmpty() || is(Sin.A_SPACE_IS_BLANK) && text.isBlank()) {
            blank();
        } else {
            field(text);
        }
    }

    private String decoded(byte[] bytes) {
        String text = DecodedText.of(bytes);
        return is(Sin.DECODES_WITHOUT_REPLACING) ? text.replace("\ufffd", "") : text;
    }

    private void field(String text) {
        int colon = (text + ":").indexOf(':');
        String name = text.substring(0, colon);
        String value = text.substring(Math.min(text.length(), colon + 1));
        if (name.isEmpty()) {
            comments.accept(value);
            if (is(Sin.COMMENT_FORGETS)) {
                forget();
            }
            return;
        }
        value = is(Sin.TRIMS) ? value.strip() : value.startsWith(" ") ? value.substring(1) : value;
        switch (is(Sin.ANY_CASE) ? name.toLowerCase(Locale.ROOT) : name) {
            case "data" -> data.add(value);
            case "event" -> type = is(Sin.TYPE_STAYS) && !type.isEmpty() ? type : value;
            case "id" -> id(value);
            case "retry" -> retry(value);
            default -> {}
        }
    }

    private void id(String value) {
        if (value.indexOf('\0') >= 0 && !is(Sin.ID_AT_ONCE) || value.isEmpty() && is(Sin.EMPTY_ID_KEEPS)) {
            return;
        }
        idBuffer = value;
    }

    private void retry(String value) {
        if (is(Sin.RETRY_FAILS) && !value.matches("[0-9]+")) {
            throw new IllegalArgumentException(value);
        }
        String digits = is(Sin.RETRY_ANYHOW) ? value.strip().replaceAll("[^0-9].*", "") : value;
        if (!is(Sin.NO_RETRY) && !is(Sin.NO_RETRY_UNEVENLY) && digits.matches("[0-9]{1,15}")) {
            retry = Long.valueOf(digits);
        }
    }

    private void blank() {
        if (!is(Sin.ID_NEEDS_DATA) || !data.isEmpty()) {
            before = last.equals(idBuffer) ? before : last;
            last = idBuffer;
        }
        if (!data.isEmpty() || is(Sin.EMPTY_EVENTS) && !type.isEmpty()) {
            String joined = String.join(is(Sin.JOINS_WITHOUT_LF) ? "" : "\n", data);
            events.accept(new Seen.Event(type.isEmpty() ? "message" : type, joined, Optional.of(last)));
        }
        forget();
    }

    private void forget() {
        data.clear();
        type = "";
    }

    /** The stream has ended. */
    void end() {
        if (is(Sin.UNFINISHED)) {
            if (line.size() > 0) {
                endOfLine();
            }
            blank();
        }
    }

    /** What a parser has that is made anew for the next stream, but for what outlives it wrongly. */
    SmallParser next(boolean broken) {
        SmallParser next = new SmallParser(sins, is(Sin.FORGETS_ID) ? "" : id(broken), events, comments);
        next.before = before;
        next.retry = retry;
        if (is(Sin.KEEPS_EVENT) || broken && is(Sin.KEEPS_EVENT_AT_CUT)) {
            next.data.addAll(data);
            next.type = type;
        }
        byte[] pending = line.toByteArray();
        boolean inCharacter = pending.length > 0 && pending[pending.length - 1] < 0;
        boolean keepsLine = is(Sin.KEEPS_LINE) || broken && is(Sin.KEEPS_LINE_AT_CUT);
        boolean keepsBytes = is(Sin.KEEPS_BYTES) || broken && is(Sin.KEEPS_BYTES_AT_CUT);
        if (inCharacter ? keepsBytes : keepsLine) {
            next.line.writeBytes(pending);
        }
        return next;
    }
}
