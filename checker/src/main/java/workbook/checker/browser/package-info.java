/**
 * A real browser with a page in it.
 *
 * <p>Knows how to find the learner's own Chrome, Edge or Chromium, start it with a profile of its own, open a page, see
 * what the page does, and end it all. Must not know tasks, checks or verdicts. Only {@code DevTools} and {@code Replies}
 * know how the browser is spoken to. May import {@code server} (for processes that surely end), {@code files},
 * {@code text} and the JSON library.
 */
package workbook.checker.browser;
