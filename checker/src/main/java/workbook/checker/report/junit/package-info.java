/**
 * A report for a build server, as JUnit XML.
 */
package workbook.checker.report.junit;
