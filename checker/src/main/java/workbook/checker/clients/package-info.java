/**
 * Judges a client of event streams, as {@code checks} judge a server: the checker is the server, and the client says what
 * it has read. A {@link workbook.checker.clients.Subject} starts clients, a {@link workbook.checker.clients.Stage} is one
 * client before one script, and the rules are in the classes whose names end in {@code Rules}. What a run found is a {@link
 * workbook.checker.finding.Report}, with a task for each group of rules.
 *
 * <p>Must not know the command line, tasks or learners, nor the rules for servers. May import {@code scripted}, {@code
 * vectors}, {@code browser}, {@code server}, {@code sse}, {@code finding} and {@code text}.
 */
package workbook.checker.clients;
