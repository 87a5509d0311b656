package workbook.checker.finding;

import workbook.checker.text.Text;

/**
 * A picture of a page.
 *
 * @param name what it shows
 * @param png its bytes
 */
public record Picture(Text name, byte[] png) {}
