package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.checker.browser.Page;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.text.Text;

/** The page of task 4.2, with a log that the check writes. Its server gives each line an id, and resumes behind it. */
final class LogPage {

    static final String LOG = "[data-log]";

    /** Lines that a person can see or scroll to. */
    private static final String SHOWN =
            "[...document.querySelector('" + LOG + "').children].filter((line) => line.checkVisibility())";

    static final int KEPT = 1000;

    /** In place of a line: the event with which the server says that the place of this page is gone. */
    static final String RESET = "\u0000reset";

    private static final String ID = "place-";

    /** A page that has left is noticed after this time, when no line is written. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Lock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private final Visit visit;

    private LogPage(Probe probe, List<String> backlog) {
        lines.addAll(backlog);
        visit = probe.page((request, answer) -> {
            if (request.path().equals("/events")) {
                follow(place(request), answer.eventStream());
            } else {
                answer.missing();
            }
        });
        visit.requireBegun();
    }

    /** Opens the page, and waits until it shows all that is in the log. */
    static LogPage open(Probe probe, List<String> backlog) {
        LogPage page = new LogPage(probe, backlog);
        page.requireShown(
                backlog,
                text(
                        "no EventSource reads /events, or a line is put somewhere else than into [data-log], one child each",
                        "没有用 EventSource 读取 /events，或者没有把每一行作为一个子元素放进 [data-log]"));
        return page;
    }

    static List<String> numbered(String what, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> what + " " + n).toList();
    }

    private static int place(Request request) {
        String id = request.header("last-event-id").orElseGet(() -> after(request.query()));
        return id.matches(ID + "[0-9]{1,6}") ? Integer.parseInt(id.substring(ID.length())) : 0;
    }

    /** What stands behind {@code after=}; empty where the page wrote an escape that is none. */
    private static String after(String query) {
        try {
            return query.startsWith("after=")
                    ? URLDecoder.decode(query.substring("after=".length()), StandardCharsets.UTF_8)
                    : "";
        } catch (IllegalArgumentException noEscape) {
            return "";
        }
    }

    private void follow(int from, Answer answer) throws InterruptedException {
        int place = from;
        answer.write("retry: 200\n\n");
        while (answer.open()) {
            StringBuilder events = new StringBuilder();
            lock.lock();
            try {
                if (place >= lines.size()) {
                    written.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
                for (; place < lines.size(); place++) {
                    events.append(
                            lines.get(place).equals(RESET)
                                    ? "event: reset\ndata: {}\n\n"
                                    : "id: " + ID + (place + 1) + "\ndata: " + lines.get(place) + "\n\n");
                }
            } finally {
                lock.unlock();
            }
            answer.write(events.toString());
        }
    }

    void write(List<String> more) {
        lock.lock();
        try {
            lines.addAll(more);
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Cuts every stream. */
    void cut() {
        visit.requests("/events", 1).stream().filter(Answer::open).forEach(Answer::cut);
    }

    List<String> all() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    Visit visit() {
        return visit;
    }

    /** The lines that a person can see or scroll to. */
    List<String> shown() {
        JsonNode texts = visit.page().evaluate(SHOWN + ".map((line) => line.textContent)");
        List<String> all = new ArrayList<>();
        texts.forEach(one -> all.add(one.asText().strip()));
        return all;
    }

    /** Waits until these lines are all that is shown: a page may draw them, or filter them, a moment later. */
    void requireShown(List<String> wanted, Text likely) {
        String lines = wanted.stream().map(String::strip).map(Page::quoted).collect(Collectors.joining(",", "[", "]"));
        visit.await("JSON.stringify(" + SHOWN + ".map((line) => line.textContent.trim())) === JSON.stringify(" + lines
                + ")");
        List<String> got = shown();
        if (!got.equals(wanted)) {
            throw fault(text(
                            "%d line(s), the last %s",
                            "%d 行，最后一行是 %s", wanted.size(), ReceivedLog.quoted(wanted.getLast())))
                    .received(received(got, wanted))
                    .likely(likely)
                    .on(visit)
                    .failure();
        }
    }

    /** Waits until a line is the last one that can be seen. */
    boolean awaitLast(String line) {
        return visit.await(SHOWN + ".at(-1).textContent.trim() === " + Page.quoted(line.strip()));
    }

    private static Text received(List<String> got, List<String> wanted) {
        List<String> twice = got.stream()
                .filter(line -> Collections.frequency(got, line) > Math.max(1, Collections.frequency(wanted, line)))
                .distinct()
                .toList();
        List<String> lost = wanted.stream().filter(line -> !got.contains(line)).toList();
        if (!twice.isEmpty()) {
            return text("%d line(s), %s twice", "%d 行，其中 %s 出现了两次", got.size(), ReceivedLog.quoted(twice.getFirst()));
        }
        return lost.isEmpty()
                ? text(
                        "%d line(s), the last %s",
                        "%d 行，最后一行是 %s", got.size(), got.isEmpty() ? same("-") : ReceivedLog.quoted(got.getLast()))
                : text("%d line(s), without %s", "%d 行，缺少 %s", got.size(), ReceivedLog.quoted(lost.getFirst()));
    }

    static Fault fault(Text wanted) {
        return Fault.expected(wanted)
                .why(text("who looks at a log must be able to rely on what stands there", "看日志的人必须能相信眼前的内容"));
    }
}
