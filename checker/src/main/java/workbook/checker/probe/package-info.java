/**
 * What a check is written with: a client that sends, sees and waits, and the words in which it fails.
 *
 * <p>Knows how a check class is run against one server under test, and turns what was on the wire into a finding. Must
 * not know any single task: those are in {@code checks}. May import {@code sse}, {@code wire}, {@code server}, {@code
 * browser}, {@code workbook}, {@code report} (for its words) and {@code text}.
 *
 * <p>A check of a server begins with {@link workbook.checker.probe.Probe}, one of a page with {@link
 * workbook.checker.probe.Visit}, which says how it is written.
 */
package workbook.checker.probe;
