/**
 * What a contributor needs: the skeleton of a new task, and a list of what a task still lacks.
 *
 * <p>Knows both trees of folders, the registry and the classes of checks as they are declared. Must not run a server or
 * a check. May import {@code workbook}, {@code probe}, for the annotations of checks, and {@code text}.
 */
package workbook.checker.authoring;
