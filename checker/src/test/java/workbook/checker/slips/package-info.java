/**
 * Slips: wrong attempts at a task, as people make them who have nearly understood it. Where a faulty server proves that a
 * check can fail, a slip proves that whoever made it is told the cause.
 */
package workbook.checker.slips;
