/**
 * Streams kept in a file with their times, and served again. Must not know checks or the command line. May import {@code
 * scripted}, {@code sse}, {@code server} (for the names of secrets) and {@code text}.
 */
package workbook.checker.recording;
