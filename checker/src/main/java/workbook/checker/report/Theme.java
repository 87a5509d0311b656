package workbook.checker.report;

import workbook.checker.finding.Status;

/** The colours of the terminal, and none of them where colour is not wanted. */
public record Theme(boolean colour) {

    /** What a colour means. Each also has a sign or a word beside it. */
    public enum Ink {
        GOOD("32"),
        BAD("31"),
        WARN("33"),
        FAINT("2"),
        STRONG("1");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    public Ink ink(Status status) {
        return switch (status) {
            case PASSED -> Ink.GOOD;
            case FAILED, ERROR -> Ink.BAD;
            case NOT_STARTED, SKIPPED -> Ink.WARN;
        };
    }

    public String paint(Ink ink, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }
}
