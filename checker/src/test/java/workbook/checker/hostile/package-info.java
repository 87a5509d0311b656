/**
 * Servers that are no faulty answers to a task but break the protocol, the memory or the patience of whoever asks them: a
 * raw socket, and a hundred ways to misbehave. Whatever they do, a grading ends in time, and none of them passes.
 */
package workbook.checker.hostile;
