package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import workbook.checker.browser.Page;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.scripted.Answer;
import workbook.checker.text.Text;

/** The page of task 2.3, with a feed that the check writes. */
final class FeedPage {

    private static final String PATH = "/events";
    private static final Map<String, String> LISTS =
            new TreeMap<>(Map.of("notification", "[data-notifications]", "update", "[data-updates]")).descendingMap();

    /** Longer than any page waits before it connects again by itself. */
    private static final Duration TIMERS = Duration.ofSeconds(15);

    private final Probe probe;
    private final Visit visit;
    private final Map<String, List<String>> sent = new TreeMap<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private boolean strangers;
    private int n;

    FeedPage(Probe probe) {
        this.probe = probe;
        visit = probe.page((request, answer) -> {
            if (request.path().equals(PATH)) {
                if (connections.getAndIncrement() > 0) {
                    gate.await();
                }
                answer.eventStream().write("retry: 200\n\n").hold();
            } else {
                answer.missing();
            }
        });
        visit.requireBegun();
        LISTS.keySet().forEach(type -> sent.put(type, new ArrayList<>()));
    }

    private Answer feed() {
        List<Answer> found = visit.requests(PATH, 1);
        if (found.isEmpty()) {
            throw Fault.expected(text("a request GET /events", "一个 GET /events 请求"))
                    .received(text("none", "没有"))
                    .why(text("an EventSource connects when it is made", "EventSource 一创建就会建立连接"))
                    .likely(text(
                            "no new EventSource(\"/events\") when the page is loaded",
                            "页面加载时没有 new EventSource(\"/events\")"))
                    .on(visit)
                    .failure();
        }
        return found.getLast();
    }

    /** Two of each type, in turn. */
    void send() {
        for (int i = 0; i < 2; i++) {
            send("notification", probe.word());
            send("update", probe.word());
        }
    }

    private void send(String type, String text) {
        feed().write("event: " + type + "\n" + data(text));
        sent.get(type).add(text);
    }

    private String data(String text) {
        return String.format(Locale.ROOT, "data: {\"n\": %d, \"text\": %s}\n\n", ++n, Page.quoted(text));
    }

    /** A type that the page does not know, and a message without one; then one more of each that it knows. */
    void sendStrangers() {
        feed().write("event: alarm\n" + data("alarm " + probe.word()));
        feed().write(data("message " + probe.word()));
        strangers = true;
        send("notification", probe.word());
        send("update", probe.word());
    }

    /** The browser connects again by itself, so a page that makes another EventSource, at once or by a timer, has two. */
    void requireOneSourceAfterACut() {
        feed().end();
        visit.requests(PATH, 2);
        visit.pass(TIMERS);
        int alive = visit.sourcesAlive();
        if (alive > 1) {
            throw Fault.expected(text("one EventSource after a cut", "断线后只有一个 EventSource"))
                    .received(text("%d of them, and none is closed", "有 %d 个，且都没有关闭", alive))
                    .browser(text("each event comes once for each of them", "每个 EventSource 都会收到一遍每个事件"))
                    .why(text(
                            "each event is one child of its list; the browser connects the old one again by itself",
                            "每个事件在列表里只占一项；浏览器会自动重连原来的那个 EventSource"))
                    .likely(text(
                            "new EventSource in the listener for \"error\", at once or by setTimeout; leave that to the browser",
                            "在 \"error\" 的监听器里 new EventSource，无论是立即还是用 setTimeout；应当交给浏览器"))
                    .on(visit)
                    .failure();
        }
        gate.countDown();
    }

    /** What comes on the second connection is in its list once, as on the first. What was there before may go or stay. */
    void requireOnceAfterTheCut() {
        if (visit.requests(PATH, 2).size() < 2) {
            throw Fault.expected(text("a second request GET /events after a cut", "断线之后再来一个 GET /events 请求"))
                    .received(text("none", "没有"))
                    .browser(text("the page stands still, and nobody is told", "页面停在那里，也没有任何提示"))
                    .why(text(
                            "a browser connects again by itself, unless the EventSource was closed",
                            "浏览器会自动重连，除非 EventSource 已被关闭"))
                    .likely(text(
                            "close() in the listener for \"error\", which is also called for a cut; leave that to the browser",
                            "在 \"error\" 的监听器里调用了 close()，而断线也会触发它；应当交给浏览器"))
                    .on(visit)
                    .failure();
        }
        LISTS.keySet().forEach(type -> send(type, probe.word()));
        LISTS.forEach((type, list) -> {
            String text = sent.get(type).getLast();
            visit.await("document.querySelector('%s').textContent.includes(%s)".formatted(list, Page.quoted(text)));
            requireOnce(list, text);
        });
    }

    private void requireOnce(String list, String text) {
        List<String> items = visit.page().texts(list + " > *");
        long found = items.stream().filter(item -> item.contains(text)).count();
        if (found != 1) {
            throw Fault.expected(
                            text("one item with \"%s\" in %s, after a cut", "断线之后，%2$s 里有一项含 \"%1$s\"", text, list))
                    .received(text("%s", "%s", shown(items)))
                    .why(text("each event is one child of its list", "每个事件在列表里只占一项"))
                    .likely(
                            found == 0
                                    ? text(
                                            "the listeners are on an EventSource that is closed, or they are taken away by a cut",
                                            "监听器加在已经关闭的 EventSource 上，或者断线时被移除了")
                                    : text(
                                            "listeners are added in the listener for \"open\", which is called for each connection: add them once, when the EventSource is made",
                                            "在 \"open\" 的监听器里添加监听器，而每次连接都会触发它：应在创建 EventSource 时只添加一次"))
                    .on(visit)
                    .failure();
        }
    }

    void requireLists() {
        LISTS.forEach((type, list) -> visit.await("document.querySelector('%s').textContent.includes(%s)"
                .formatted(list, Page.quoted(sent.get(type).getLast()))));
        LISTS.forEach((type, list) -> {
            List<String> items = visit.page().texts(list + " > *");
            if (!matches(items, sent.get(type))) {
                throw wrong(type, list, items);
            }
        });
    }

    /** Each text in an item of its own, in any order. */
    private static boolean matches(List<String> items, List<String> texts) {
        return items.size() == texts.size()
                && texts.stream()
                        .allMatch(text -> items.stream()
                                        .filter(item -> item.contains(text))
                                        .count()
                                == 1);
    }

    private CheckFailure wrong(String type, String list, List<String> items) {
        return Fault.expected(text("%s holds %s", "%s 里是 %s", list, shown(sent.get(type))))
                .received(text("%s", "%s", shown(items)))
                .why(
                        strangers
                                ? text(
                                        "a type that the page does not know is for nobody; without a type it is a message",
                                        "页面不认识的类型不归任何人；没有类型的事件是 message")
                                : text(
                                        "only the listeners for \"%s\" are called for this type",
                                        "这种类型只会调用 \"%s\" 的监听器", type))
                .likely(cause(items))
                .on(visit)
                .failure();
    }

    private Text cause(List<String> items) {
        if (strangers) {
            return text(
                    "onmessage, or a listener for \"message\", fills a list; or the type is guessed from the data",
                    "用 onmessage 或 \"message\" 的监听器填了列表；或者从 data 里猜类型");
        }
        if (items.stream().anyMatch(item -> item.contains("undefined") || item.contains("[object "))) {
            return text(
                    "event.data is the JSON as text; JSON.parse(event.data) makes the object that has n and text",
                    "event.data 是 JSON 文本；JSON.parse(event.data) 才得到含 n 和 text 的对象");
        }
        return items.isEmpty()
                ? text(
                        "onmessage is never called for a type of its own; use addEventListener with the type, character for character",
                        "带类型的事件不会触发 onmessage；要用 addEventListener，类型名一字不差")
                : text("both types go into one list, or the lists are changed about", "两种类型进了同一个列表，或者两个列表弄反了");
    }

    private static Text shown(List<String> items) {
        return items.isEmpty()
                ? text("nothing", "空的")
                : same(items.stream()
                        .map(item -> "\"" + WireText.escape(item.strip()) + "\"")
                        .collect(Collectors.joining(", ")));
    }

    void requireNoMarkup() {
        String last = probe.word();
        String hostile = "<b>" + probe.word() + "</b><img src=x onerror=alert(1)>";
        LISTS.keySet().forEach(type -> {
            send(type, hostile);
            send(type, last);
        });
        LISTS.values()
                .forEach(list ->
                        visit.await("document.querySelector('%s').textContent.includes('%s')".formatted(list, last)));
        boolean elements = visit.page()
                .evaluate(
                        "document.querySelectorAll(':is([data-notifications], [data-updates]) :is(b, img)').length > 0")
                .asBoolean();
        boolean whole = LISTS.values().stream()
                .allMatch(list -> visit.page().texts(list + " > *").stream().anyMatch(item -> item.contains(hostile)));
        if (elements || !whole) {
            throw Fault.expected(text("the text %s, as it is, in both lists", "两个列表里都有原样的文本 %s", hostile))
                    .received(elements ? text("an element made of it", "它变成了元素") : text("another text", "别的文本"))
                    .why(text(
                            "what a server sends is data; as markup it could run code of a stranger in your page",
                            "服务器发来的是数据；当作标记，就可能让陌生人的代码在你的页面里运行"))
                    .likely(text("innerHTML; use textContent", "用了 innerHTML；应当用 textContent"))
                    .on(visit)
                    .failure();
        }
    }
}
