/**
 * Servers with one named sin each, and servers that are odd but right. They prove the checks: a faulty server fails the
 * check named for it and no other, an odd one fails none.
 *
 * <p>Each is written on a bare socket, so that it can do what no framework lets it do.
 */
package workbook.checker.faulty;
