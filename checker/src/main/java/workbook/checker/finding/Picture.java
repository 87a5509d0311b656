package workbook.checker.finding;

import workbook.checker.text.Text;

/**
 * A picture of a page.
 *
 * @param name what the picture shows, for people who cannot see it
 * @param png its bytes
 */
public record Picture(Text name, byte[] png) {}
