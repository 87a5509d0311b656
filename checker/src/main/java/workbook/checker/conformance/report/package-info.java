/**
 * The forms of what a probe found: text for a terminal, JSON, JUnit XML and HTML. A form shows and decides nothing.
 */
package workbook.checker.conformance.report;
