package workbook.checker.checks;

/** A message that the server accepted, with the id that it answered. */
record Posted(String id, String text) {}
