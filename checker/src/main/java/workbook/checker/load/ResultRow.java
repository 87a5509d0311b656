package workbook.checker.load;

import workbook.checker.text.Text;

/** A line of the result: what it is about, and what there is to say. */
record ResultRow(Text label, Text words) {}
