package workbook.checker.report;

import workbook.checker.finding.Status;

/** The colours of the terminal; no escape codes at all where colour is not wanted. */
public record Theme(boolean colour) {

    /** The meaning of a colour. A sign or a word always says the same beside it. */
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
