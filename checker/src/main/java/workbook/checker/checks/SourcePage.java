package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import workbook.checker.browser.Answer;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.report.WireText;
import workbook.checker.text.Text;

/** The page of task 2.2 while it is checked, with a stream that the check writes. */
final class SourcePage {

    private static final String PATH = "/events";

    /** A page that connects by itself does so as soon as its script runs; another waits for the button. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(1);

    private final Visit visit;

    SourcePage(Probe probe) {
        visit = probe.page((request, answer) -> {
            if (request.path().equals(PATH)) {
                answer.eventStream().hold();
            } else {
                answer.missing();
            }
        });
        visit.requireBegun();
    }

    /** Connected by itself, or by the button. */
    private List<Answer> connections() {
        List<Answer> found = visit.requests(PATH, 1, BY_ITSELF);
        if (!found.isEmpty()) {
            return found;
        }
        visit.page().click("[data-connect]");
        return visit.requests(PATH, 1);
    }

    void requireConnection() {
        List<Answer> found = connections();
        if (found.isEmpty()) {
            throw Fault.expected(text("a request GET /events", "一个 GET /events 请求"))
                    .received(requests())
                    .why(text("an EventSource connects when it is made", "EventSource 一创建就会建立连接"))
                    .likely(text(
                            "no new EventSource(\"/events\") is reached when the page is loaded",
                            "页面加载时没有执行到 new EventSource(\"/events\")"))
                    .on(visit)
                    .failure();
        }
        boolean eventSource =
                visit.page().evaluate("recorder.sources.length > 0").asBoolean();
        if (!eventSource) {
            throw Fault.expected(text("the request comes from an EventSource", "请求由 EventSource 发出"))
                    .received(same("Accept: "
                            + WireText.escape(
                                    found.getFirst().request().header("accept").orElse("-"))))
                    .why(text("EventSource reads the stream, and connects again by itself", "EventSource 会读取流，并自动重连"))
                    .likely(text(
                            "fetch or XMLHttpRequest was used; that is task 5.2",
                            "用了 fetch 或 XMLHttpRequest；那是任务 5.2 的内容"))
                    .on(visit)
                    .failure();
        }
    }

    private Text requests() {
        List<Answer> all = visit.requests();
        return all.isEmpty()
                ? text("no request at all", "没有任何请求")
                : same(all.stream()
                        .map(answer -> WireText.escape(answer.request().line()))
                        .collect(Collectors.joining(", ")));
    }
}
