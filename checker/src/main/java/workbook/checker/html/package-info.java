/**
 * HTML written by hand: elements and escaping, and a page that stands alone in one file, with the policy that lets it
 * run and load nothing else.
 *
 * <p>Knows nothing of reports or figures. May import {@code text}.
 */
package workbook.checker.html;
