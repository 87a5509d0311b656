/**
 * A page that stands alone in one file: what it is filled with, and the policy that lets it run and load nothing else.
 *
 * <p>It knows nothing of reports or figures, and imports no other package of the checker.
 */
package workbook.checker.page;
