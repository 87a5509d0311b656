/**
 * Streams that a client can come back to with the last id that it was given: shared by 3.1, 4.1, 5.1 and 6.1.
 */
package workbook.checker.checks.resume;
