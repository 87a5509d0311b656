/**
 * The rules, one class for each group and one method for each rule, in the order of their numbers.
 */
package workbook.checker.conformance.rules;
