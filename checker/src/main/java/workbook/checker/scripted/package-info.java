/**
 * One server that answers by a script, byte by byte, and two that use it and keep what they were asked: the server of a
 * page under test, and the model that a server under test asks.
 *
 * <p>Knows sockets, HTTP/1.1 and the chunks of OpenAI's API. Must not know what pages and servers make of the answers:
 * nothing of tasks, checks or verdicts. Imports {@code http}, by which it reads requests, the JDK and the JSON library.
 */
package workbook.checker.scripted;
