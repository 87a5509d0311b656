/**
 * Words for people, in the two languages of the workbook.
 *
 * <p>Knows how a sentence is held in English and Chinese side by side. Must not know what the sentence is about, or
 * where it is shown. Imports the JDK only; every package that speaks to a learner may import it.
 */
package workbook.checker.text;
