/**
 * Folders as a whole: to copy, to delete, to have for a while.
 *
 * <p>Imports the JDK only.
 */
package workbook.checker.files;
