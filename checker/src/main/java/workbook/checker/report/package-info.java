/**
 * What the forms of a report share: the words that reporters add themselves, the wire log as lines of text, the
 * terminal. The forms are below: {@code text} for a terminal, {@code json}, {@code junit} and {@code html}.
 *
 * <p>A reporter is a function of a finished {@link workbook.checker.finding.Report}: it never decides pass or fail,
 * opens no connection and reads no clock. May import {@code finding} and {@code text}; no form imports another.
 */
package workbook.checker.report;
