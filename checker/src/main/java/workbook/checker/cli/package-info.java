/**
 * The command line: {@code sse} and its commands.
 *
 * <p>Knows options, exit codes, the terminal and who is asking. Must not know what a check does or how a stream is read.
 * May import {@code run}, {@code report}, {@code workbook}, {@code probe} (for targets and clocks), {@code server} (to
 * run a task), {@code browser} (to show its page), {@code load}, {@code board} and {@code text}.
 */
package workbook.checker.cli;
