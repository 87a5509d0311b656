/**
 * The model that answers. Given: there is nothing to change here.
 *
 * <p>{@link workbook.model.Model} is all that the server knows of it.
 */
package workbook.model;
