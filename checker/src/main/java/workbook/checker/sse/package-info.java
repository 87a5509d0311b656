/**
 * The event stream as a browser reads it: bytes in, items out, by the WHATWG HTML standard (9.2.5 grammar, 9.2.6
 * interpretation) and the Encoding Standard's UTF-8 decoder.
 *
 * <p>It knows bytes, lines, fields and events. It must not know where the bytes come from, when they arrived, what a
 * check wants of them, or any library beyond the JDK: no I/O, no clock, no logging.
 */
package workbook.checker.sse;
