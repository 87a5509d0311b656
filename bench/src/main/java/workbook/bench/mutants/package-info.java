/** Mutants of the solutions, graded one after another, and the record of what became of each. */
package workbook.bench.mutants;
