/**
 * Holds the documents to the truth: the two READMEs, CONTRIBUTING, the lessons and discussions, and
 * the instructor's guide.
 *
 * <p>A document is a text that a test can read ({@link workbook.checker.docs.Markdown}). What stands in it between two
 * marks is written by a test and compared with what is there ({@link workbook.checker.docs.Recorded}).
 */
package workbook.checker.docs;
