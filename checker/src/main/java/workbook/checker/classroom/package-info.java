/**
 * For the class: the board that shows what everybody has reached, and the instructor's console with the proxy before
 * its solutions.
 *
 * <p>{@code serving} is what its two servers share. Only the packages below know Helidon's server.
 */
package workbook.checker.classroom;
