/**
 * The command line: {@code sse} and its commands.
 *
 * <p>Knows options, exit codes, the terminal and who is asking. Must not know what a check does or how a stream is
 * read. May import {@code grading}, {@code learner}, {@code finding}, {@code report}, {@code workbook}, {@code probe}
 * (for targets and options), {@code server} (to run a task), {@code redis} (to run the log that its nodes share), {@code browser} (to show its page), {@code load}, {@code
 * clients} (to grade a client), {@code bad} and {@code recording} (to start their servers), {@code classroom}, {@code conformance} (with {@code http} and {@code wire}, for the request that it is given), {@code
 * authoring} (for contributors), {@code files} (to find an editor), {@code html} (for a report that there is none) and {@code text}.
 */
package workbook.checker.cli;
