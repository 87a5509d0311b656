/**
 * What was found, as plain data: a report with its tasks, checks, verdicts and findings, and the conversations that
 * they rest on.
 *
 * <p>It never decides pass or fail, opens no connection and reads no clock, and does not know how it will be shown.
 * May import {@code text}, and of {@code sse} the decoder of UTF-8.
 */
package workbook.checker.finding;
