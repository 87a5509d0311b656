package workbook.checker.load;

import workbook.checker.text.Text;

/** A line of the result: its label, and the words after it. */
record ResultRow(Text label, Text words) {}
