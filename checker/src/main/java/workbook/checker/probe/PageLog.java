package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import workbook.checker.browser.Page.Deed;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Answer.Sent;
import workbook.checker.scripted.Request;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** What a page and its server did, on one line of time. */
final class PageLog {

    private static final int MOST = 400;
    private static final int BEGINNING = 100;
    private static final int LONGEST = 2000;

    private record Moment(Instant at, WireLine.Kind kind, Text text) {}

    private final List<Moment> moments = new ArrayList<>();

    PageLog(List<Answer> answers, List<Deed> deeds) {
        for (int i = 0; i < answers.size(); i++) {
            String number = answers.size() > 1 ? "  #" + (i + 1) : "";
            request(answers.get(i).request(), number);
            answers.get(i).sent().forEach(sent -> sent(sent, number));
        }
        deeds.forEach(this::deed);
        moments.sort(Comparator.comparing(Moment::at));
    }

    private void request(Request request, String number) {
        String id = request.header("last-event-id")
                .map(value -> "  Last-Event-ID: " + WireText.escape(value))
                .orElse("");
        add(request.at(), WireLine.Kind.SENT, same(WireText.escape(request.line()) + id + number));
    }

    private void sent(Sent sent, String number) {
        String words = new String(sent.bytes(), StandardCharsets.UTF_8);
        switch (sent.kind()) {
            case HEAD -> add(sent.at(), WireLine.Kind.HEAD, same(WireText.escape(words) + number));
            case BYTES ->
                add(
                        sent.at(),
                        WireLine.Kind.BYTES,
                        same(Clip.characters(WireText.of(sent.bytes()).text(), LONGEST)));
            case END -> add(sent.at(), WireLine.Kind.END, end(words).then(same(number.strip())));
        }
    }

    private static Text end(String how) {
        return switch (how) {
            case "end" -> text("the server ended the answer", "服务器结束了响应");
            case "cut" -> text("the server cut the connection", "服务器切断了连接");
            default -> text("the page closed the connection", "页面关闭了连接");
        };
    }

    private void deed(Deed deed) {
        String where = deed.where().isEmpty() ? "" : "  " + deed.where();
        String words = WireText.escape(deed.text()) + where;
        add(
                deed.at(),
                WireLine.Kind.PAGE,
                deed.console()
                        ? text("page: %s %s", "页面：%s %s", deed.kind(), words)
                        : deed.error() ? text("page: error %s", "页面：异常 %s", words) : text("page: %s", "页面：%s", words));
    }

    private void add(Instant at, WireLine.Kind kind, Text text) {
        moments.add(new Moment(at, kind, text));
    }

    Conversation conversation() {
        Instant zero = moments.isEmpty() ? Instant.EPOCH : moments.getFirst().at();
        List<WireLine> lines = worthShowing().stream()
                .map(moment -> new WireLine(
                        Duration.between(zero, moment.at()), moment.kind(), moment.text(), false, List.of()))
                .toList();
        return new Conversation(text("the page and its server", "页面和它的服务器"), "", lines, Optional.empty());
    }

    /** How it began and how it ended: what a check waited for in vain is missing at the end. */
    private List<Moment> worthShowing() {
        int left = moments.size() - MOST;
        if (left <= 0) {
            return moments;
        }
        List<Moment> shown = new ArrayList<>(moments.subList(0, BEGINNING));
        shown.add(new Moment(
                shown.getLast().at(), WireLine.Kind.ACT, text("%d lines are left out here", "此处省略 %d 行", left)));
        shown.addAll(moments.subList(BEGINNING + left, moments.size()));
        return shown;
    }
}
