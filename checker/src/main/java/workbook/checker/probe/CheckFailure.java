package workbook.checker.probe;

import workbook.checker.finding.Finding;

/** A check was not met. Whether that fails or warns is for the severity of the check to say. */
public final class CheckFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public CheckFailure(Finding finding) {
        super(finding.received().en());
        this.finding = finding;
    }

    public Finding finding() {
        return finding;
    }
}
