/**
 * A model of the checker's own, which a server under test asks over HTTP: it answers as OpenAI's API does, and exactly as
 * a script says, and keeps what it was asked and when it was left.
 *
 * <p>Knows sockets, HTTP/1.1 and the chunks of that API. Must not know what the server makes of them: nothing of tasks,
 * checks or verdicts. Imports nothing of the checker.
 */
package workbook.checker.endpoint;
