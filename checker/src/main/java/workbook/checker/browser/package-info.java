/**
 * A real browser with a page in it, and the scripted server that the page talks to.
 *
 * <p>Knows how to find the learner's own Chrome, Edge or Chromium, start it with a profile of its own, open a page, see
 * what the page does, and end it all; and how to answer a page byte by byte, on purpose. Must not know tasks, checks or
 * verdicts. Only {@code DevTools} and {@code Replies} know how to speak to it. May import {@code server} (for processes
 * that surely end), {@code text} and the JSON library.
 */
package workbook.checker.browser;
