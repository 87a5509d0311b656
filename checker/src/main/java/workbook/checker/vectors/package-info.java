/**
 * The vectors of {@code vectors/}, which are event streams and events with what is to be made of them: nothing of readers,
 * encoders or checks. Imports the JDK and the JSON library.
 */
package workbook.checker.vectors;
