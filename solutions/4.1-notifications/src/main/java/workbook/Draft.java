package workbook;

/**
 * A notification that nobody has seen yet, so it has no id.
 *
 * @param title one character or more
 * @param text may be empty
 */
record Draft(Level level, String title, String text) {}
