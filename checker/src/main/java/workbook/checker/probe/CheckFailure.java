package workbook.checker.probe;

import workbook.checker.finding.Finding;

/** The server did not do what a check demands. Whether that fails or warns depends on the severity of the check. */
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

    /** The same of a fault that is in a file of this name, and not where the TODO of the check stands. */
    public CheckFailure in(String file) {
        return new CheckFailure(finding.in(file));
    }
}
