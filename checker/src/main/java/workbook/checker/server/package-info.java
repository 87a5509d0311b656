/**
 * The server under test: a folder or a command becomes a process that listens, and that surely ends.
 *
 * <p>Knows how to compile, start, watch and stop a program, how slow the machine is while it starts, and how to say in
 * one sentence why that did not work, and at which line of its configuration; and how all of several things end, though one ending throws. Must not know tasks,
 * checks or event streams: it knows a folder, a process and a port. May import {@code files}, {@code text}
 * and the JDK.
 */
package workbook.checker.server;
