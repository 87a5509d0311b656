/**
 * A report as one page of HTML that needs no network.
 */
package workbook.checker.report.html;
