/**
 * For the class: the board that shows what everybody has reached, and the instructor's console with the proxy in front
 * of its solutions.
 *
 * <p>{@code serving} is what the two servers share. Only the packages below this one know Helidon's server.
 */
package workbook.checker.classroom;
