/**
 * Words for people: sentences in the two languages of the workbook, durations, and how text is measured, aligned, cut
 * and made visible.
 *
 * <p>Knows how a sentence is held in English and Chinese side by side, how many columns it takes, and where it may be
 * cut. Must not know what the sentence is about, or where it is shown. Imports the JDK only; every package with words
 * for a learner may import it.
 */
package workbook.checker.text;
