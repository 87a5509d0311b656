package workbook.checker.checks.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.probe.CheckFailure;

/**
 * What became of a sequence of steps on a server.
 *
 * @param late whether something was only waited for in vain, and nothing wrong came
 * @param failure how the server broke the contract at the last of the steps; empty if it did not
 * @param doubtful whether that may be a message which was accepted while nobody listened and published a moment later
 */
record Outcome(Narration narration, Optional<CheckFailure> failure, boolean late, boolean doubtful) {

    static final Outcome NOT_TRIED = new Outcome(new Narration(), Optional.empty(), false, false);

    List<Step> steps() {
        return narration.steps();
    }

    boolean failed() {
        return failure.isPresent();
    }

    /**
     * The failure with the steps before its connections, which have no line of their own: only all steps show it again.
     *
     * @param drawn how many steps had been taken when the server broke the contract first
     * @param again whether these steps alone broke it once more
     * @param fewest whether none of the steps can be left out, as far as was tried
     */
    CheckFailure told(int drawn, boolean again, boolean fewest) {
        Finding finding = failure.orElseThrow().finding();
        List<Conversation> conversations = new ArrayList<>(List.of(narration.shown(drawn, again, fewest)));
        finding.conversations().stream()
                .map(talk -> new Conversation(talk.name(), "", talk.lines(), talk.mark()))
                .forEach(conversations::add);
        return new CheckFailure(new Finding(
                finding.expected(),
                finding.received(),
                finding.browser(),
                finding.why(),
                fewest && finding.likely().isEmpty() ? Suspicion.of(steps()) : finding.likely(),
                finding.next(),
                conversations,
                finding.pictures()));
    }
}
