/**
 * Sequences that nobody wrote: a seeded walk of what clients and the world can do to a running server, held against a model
 * of the contract, and shrunk when the server breaks it. The models are with the tasks that they describe.
 */
package workbook.checker.checks.walk;
