package workbook.checker.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Picture;
import workbook.checker.text.Text;

/** A finding while it is put into words. Each step returns a new one; {@link #failure()} ends the check. */
public record Fault(
        Text expected,
        Text received,
        Text browser,
        Text why,
        Text likely,
        List<Conversation> conversations,
        List<Picture> pictures) {

    public static Fault expected(Text wanted) {
        return new Fault(wanted, Text.NONE, Text.NONE, Text.NONE, Text.NONE, List.of(), List.of());
    }

    public Fault received(Text got) {
        return new Fault(expected, got, browser, why, likely, conversations, pictures);
    }

    /** What a browser makes of it. */
    public Fault browser(Text made) {
        return new Fault(expected, received, made, why, likely, conversations, pictures);
    }

    /** The rule that was broken, in one sentence. */
    public Fault why(Text rule) {
        return new Fault(expected, received, browser, rule, likely, conversations, pictures);
    }

    public Fault likely(Text cause) {
        return new Fault(expected, received, browser, why, cause, conversations, pictures);
    }

    public Fault on(Connection connection) {
        return with(connection.shown());
    }

    /**
     * Shows a connection and points at a byte of its body.
     *
     * @param bodyOffset where; behind the last byte to point at what is missing
     */
    public Fault at(Connection connection, long bodyOffset, Text note) {
        return with(WireTranscript.of(connection, Optional.of(new WireTranscript.Pointer(bodyOffset, note))));
    }

    /** Shows a conversation that was put together elsewhere. */
    public Fault on(Conversation conversation) {
        return with(conversation);
    }

    /** Shows several connections of one client as rows over time, and the bytes of the one that is wrong. */
    public Fault on(Timeline timeline) {
        return with(timeline.rows()).with(timeline.bytes());
    }

    /** Shows what a page did and what its server did, with a picture of it; and what it threw, if it did. */
    public Fault on(Visit visit) {
        Text cause = visit.firstError().orElse(likely);
        Fault shown = new Fault(expected, received, browser, why, cause, conversations, visit.pictures());
        return shown.with(visit.shown());
    }

    private Fault with(Conversation conversation) {
        List<Conversation> more = new ArrayList<>(conversations);
        more.add(conversation);
        return new Fault(expected, received, browser, why, likely, more, pictures);
    }

    public CheckFailure failure() {
        return new CheckFailure(
                new Finding(expected, received, browser, why, likely, Text.NONE, conversations, pictures));
    }
}
