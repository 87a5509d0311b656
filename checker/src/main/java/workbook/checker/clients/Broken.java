package workbook.checker.clients;

import java.util.List;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.text.Text;

/** Thrown when a client breaks a rule. */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    private Broken(Finding finding) {
        super(finding.received().en());
        this.finding = finding;
    }

    /**
     * @param expected what a right client does
     * @param received what this one did
     * @param why the rule in one sentence
     * @param likely the usual cause
     */
    static Broken of(Text expected, Text received, Text why, Text likely, List<Conversation> seen) {
        return new Broken(new Finding(expected, received, Text.NONE, why, likely, Text.NONE, seen, List.of()));
    }

    Finding finding() {
        return finding;
    }
}
