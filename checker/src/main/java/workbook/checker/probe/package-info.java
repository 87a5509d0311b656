/**
 * What a check is written with: a client that sends, sees and waits, and the words in which it fails.
 *
 * <p>Turns what was on the wire into a finding. Must not know any single task (those are in {@code checks}), nor how
 * checks are run ({@code grading}). May import {@code sse}, {@code http}, {@code wire}, {@code server}, {@code
 * browser}, {@code scripted}, {@code workbook}, {@code finding}, {@code files} and {@code text}.
 *
 * <p>A check of a server begins with {@link workbook.checker.probe.Probe}, one of a page with {@link
 * workbook.checker.probe.Visit}, which says how it is written.
 */
package workbook.checker.probe;
