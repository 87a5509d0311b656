/**
 * Folders as a whole: to copy, to delete, to have for a while; and the folders where programs are.
 *
 * <p>Imports the JDK only.
 */
package workbook.checker.files;
