/**
 * Files and folders as a whole: copied, written anew, deleted, or used for a while; and the folders where programs are.
 *
 * <p>Imports the JDK only.
 */
package workbook.checker.files;
