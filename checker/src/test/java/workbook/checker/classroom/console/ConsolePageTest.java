package workbook.checker.classroom.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.Needs;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.Page;

/** The console in a real browser, by its keys alone, with a solution that really runs. */
@Needs("chromium")
@Timeout(180)
class ConsolePageTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Counts the events in the wire log. */
    private static final String EVENTS = "[...document.querySelectorAll('.wire-event')].map(each => each.textContent)";

    private Page page;

    @Test
    void aClassSeesReconnectAndReplay() throws Exception {
        try (Console console = Console.start();
                Page opened = Browsers.open(Optional.empty())) {
            page = opened;
            page.size(1280, 720);
            page.open(console.uri());
            await("document.querySelectorAll('.live-task').length === 13");
            whatHasSeveralServersIsForATerminal();
            goTo("3.1");
            press("s");
            await("document.querySelector('[data-phase]').dataset.tone === 'good'");
            await("document.querySelectorAll('.live-row').length === 1");
            await("document.querySelector('.wire-lines').textContent.includes('retry: ')"); // it listens from here on
            send("one");
            send("two");
            await(EVENTS + ".filter(each => /message \"(one|two)\"/.test(each)).length === 2");
            String id = lastId();
            press("x");
            send("missed");
            awaitRow(2, id);
            await(EVENTS + ".some(each => each.includes('\"missed\"'))");
            String missed = lastId();
            press("r");
            awaitRow(3, missed);
            await(EVENTS + ".some(each => each.includes('reset'))");
            assertEquals(1, count("document.querySelectorAll('.wire-event')", "\"missed\""));
            languageIsSwitchedLive();
            theOtherKeysDoWhatTheySay();
            assertTrue(page.deeds().stream().noneMatch(Page.Deed::error), () -> page.deeds()
                    .toString());
        }
    }

    /** Of two nodes and their log the stage would show one: so the page says where they can be seen. */
    private void whatHasSeveralServersIsForATerminal() {
        await("document.querySelector('[data-terminal]').textContent.startsWith('6.1More than one node: ')");
        assertEquals(List.of("./sse run 6.1 --solution"), page.texts("[data-terminal] code"));
    }

    /** Waits for so many rows, one of them of a client that came back with this id. */
    private void awaitRow(int rows, String id) {
        await("document.querySelectorAll('.live-row').length >= " + rows
                + " && [...document.querySelectorAll('.live-row-id')].some(each => each.textContent === "
                + Page.quoted("Last-Event-ID: " + id) + ")");
    }

    private String lastId() {
        return page.evaluate(EVENTS + ".at(-1).replace(/.* id /, '')").asText();
    }

    private void languageIsSwitchedLive() {
        press("l");
        await("document.documentElement.lang === 'zh-CN'");
        await("document.querySelector('[data-title]').textContent === '断线续传与重放'");
        await("document.querySelector('[data-terminal]').textContent.startsWith('6.1不止一个节点：')");
        await("document.querySelector('[data-do=cut]').textContent.startsWith('全部断开')");
        await("document.querySelector('[data-which]').textContent === '页面的流'");
        assertTrue(page.evaluate(EVENTS + ".length").asInt() >= 4, "the log was lost with the language");
        press("l");
        await("document.querySelector('[data-title]').textContent === 'Resume and replay'");
    }

    private void theOtherKeysDoWhatTheySay() {
        press("?");
        List<String> keys = page.texts(".live-keys kbd");
        assertEquals(
                List.of("s", "r", "x", "w", "e", "E", "f", "+", "o", "c", "j", "k", "l", "F", "]", "[", "?", "Esc"),
                keys);
        press("Escape");
        await("!document.querySelector('dialog').open");
        fromTheFrame("?");
        await("document.querySelector('dialog').open");
        fromTheFrame("Escape");
        await("!document.querySelector('dialog').open");
        press("o");
        await("document.querySelectorAll('.live-todos').length > 3");
        press("o");
        await("!document.querySelector('dialog').open");
        press("w");
        await("document.querySelector('[data-do=slow]').getAttribute('aria-pressed') === 'true'");
        press("w");
        await("document.querySelector('[data-do=slow]').getAttribute('aria-pressed') === 'false'");
        press("+");
        await("document.querySelectorAll('.live-row').length >= 4");
        press("c");
        await("document.querySelectorAll('.live-row').length === 2");
        press("e");
        await("document.activeElement.id === 'line'");
        press("Escape");
        await("document.activeElement.id !== 'line'");
        press("]");
        await("document.documentElement.style.fontSize === '115%'");
        press("[");
        await("document.documentElement.style.fontSize === ''");
        press("j");
        await("document.querySelector('[data-number]').textContent === '3.2'");
        press("k");
        await("document.querySelector('[data-number]').textContent === '3.1'");
        press("f");
        await("document.querySelector('[data-do=clock]').getAttribute('aria-pressed') === 'true'");
        await("document.querySelector('[data-phase]').dataset.tone === 'good'");
        press("s");
        await("document.querySelector('[data-phase]').textContent === 'stopped'");
    }

    private void goTo(String task) {
        for (int i = 0; i < 20; i++) {
            String now = page.evaluate("document.querySelector('[data-task][aria-current=true]').dataset.task")
                    .asText();
            if (now.equals(task)) {
                break;
            }
            press(now.compareTo(task) < 0 ? "j" : "k");
            await("document.querySelector('[data-task][aria-current=true]').dataset.task !== " + Page.quoted(now));
        }
        await("document.querySelector('[data-number]').textContent === " + Page.quoted(task));
    }

    private void send(String text) {
        press("e");
        page.evaluate("(() => { const line = document.activeElement; line.value = " + Page.quoted(text)
                + "; line.form.requestSubmit(); line.blur(); })()");
        await("document.querySelector('[data-said]').textContent === 'sent'");
        page.evaluate("document.querySelector('[data-said]').textContent = ''");
    }

    private void press(String key) {
        page.evaluate("(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: "
                + Page.quoted(key) + ", bubbles: true, cancelable: true }))");
    }

    /** Sends a key that was pressed in the frame, as its page passes it on. */
    private void fromTheFrame(String key) {
        page.evaluate("dispatchEvent(new MessageEvent('message', { origin: document.querySelector('iframe').src"
                + ".replace(/^(http:..[^/]*).*/, '$1'), data: { key: " + Page.quoted(key) + " } }))");
    }

    private int count(String elements, String words) {
        return page.evaluate("[..." + elements + "].filter(each => each.textContent.includes(" + Page.quoted(words)
                        + ")).length")
                .asInt();
    }

    private void await(String condition) {
        assertTrue(
                page.await(condition, LIMIT),
                () -> "not within " + LIMIT.toSeconds() + " s: " + condition + "; the page says: "
                        + page.texts("[data-said]"));
    }
}
