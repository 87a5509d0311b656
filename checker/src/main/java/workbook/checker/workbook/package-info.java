/**
 * The registry: which chapters and tasks there are, and the knobs of the checker.
 *
 * <p>Knows {@code config/workbook.yaml}, {@code config/checker.yaml}, where the files of a task are, and which of its
 * settings are durations. Must not know how a task is run, checked or shown. May import {@code text}, the JDK and the
 * YAML reader.
 */
package workbook.checker.workbook;
