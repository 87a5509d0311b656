package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.probe.Answers;
import workbook.checker.text.Text;

/** What is true of EventSource and of fetch. Measured in Chromium where a standard does not say it. */
final class FetchAnswers {

    private final Answers answers;

    private FetchAnswers(Answers answers) {
        this.answers = answers;
    }

    static Answers ask(Answers answers) {
        FetchAnswers questions = new FetchAnswers(answers);
        questions.eventSource();
        questions.fetch();
        questions.both();
        questions.choose();
        return answers;
    }

    private void eventSource() {
        eventSource(
                "post",
                false,
                text("EventSource takes a URL, and always sends a GET", "EventSource 只接受一个 URL，发出的永远是 GET"));
        eventSource(
                "headers",
                false,
                text(
                        "its constructor takes a URL and withCredentials, and nothing else (HTML 9.2.2)",
                        "它的构造函数只接受 URL 和 withCredentials，别的都不收（HTML 9.2.2）"));
        eventSource("parses", true, text("it hands out events, never bytes", "它交给你的是事件，从来不是字节"));
        eventSource(
                "reconnects",
                true,
                text(
                        "a stream that ends is opened again after the retry time, until close() (HTML 9.2.3)",
                        "流结束后，等过重连时间就会重新打开，直到调用 close()（HTML 9.2.3）"));
        eventSource(
                "last-event-id",
                true,
                text("it sends the last id when it comes back (HTML 9.2.4)", "重连时它会带上最后的 id（HTML 9.2.4）"));
        eventSource(
                "refusal",
                false,
                text(
                        "its error event is a plain Event: the page learns neither the status nor the body",
                        "它的 error 事件只是普通的 Event：状态码和响应体，页面都得不到"));
        eventSource("binary", false, text("the format is text in UTF-8 (HTML 9.2.5)", "这种格式就是 UTF-8 文本（HTML 9.2.5）"));
        eventSource(
                "pause",
                false,
                text(
                        "it delivers whatever comes; only close() stops it. A server could write 788 MB in 2.5 s",
                        "来什么就交付什么，只有 close() 能让它停。实测 2.5 秒内服务器写出了 788 MB"));
    }

    private void fetch() {
        fetch("post", true, text("method and body are yours to choose", "方法和请求体由你决定"));
        fetch("headers", true, text("headers are an option of fetch", "请求头是 fetch 的一个选项"));
        fetch(
                "parses",
                false,
                text("it hands out bytes, cut anywhere: you wrote the reader", "它交给你的是切在任意位置的字节：读取器是你写的"));
        fetch("reconnects", false, text("when the body ends, that was it: you wrote the loop", "响应体结束就结束了：循环是你写的"));
        fetch("last-event-id", false, text("it knows nothing of ids: you sent the header", "它不知道什么是 id：请求头是你发的"));
        fetch("refusal", true, text("it resolves for any status, and the body can be read", "无论什么状态码它都会返回，响应体也能读"));
        fetch("binary", true, text("a body is bytes, whatever they mean", "响应体就是字节，是什么都行"));
        fetch(
                "pause",
                true,
                text(
                        "bytes that nobody reads fill the buffers, and then the server has to wait: after 63 MB in our test",
                        "没有人读的字节会填满缓冲区，之后服务器只能等：实测写到 63 MB 就停了"));
    }

    private void both() {
        Text worker = text("both exist in workers", "两者在 Worker 里都有");
        Text six = text(
                "the six connections are counted for each host, whoever opened them; a seventh stream waits",
                "六个连接按主机计数，不管是谁打开的；第七个流要等着");
        eventSource("worker", true, worker);
        fetch("worker", true, worker);
        eventSource("six", true, six);
        fetch("six", true, six);
    }

    private void choose() {
        choose(
                "ticker",
                "event-source",
                text(
                        "a GET without headers is enough, and it comes back by itself, for ever",
                        "不带请求头的 GET 就够了，而且它会永远自动重连"));
        choose(
                "prompt",
                "fetch",
                text("a body and a header: EventSource can send neither", "要请求体，又要请求头：EventSource 都发不了"));
        choose(
                "reason",
                "fetch",
                text("EventSource hides the answer of a server that refuses", "服务器拒绝时的响应，EventSource 不给看"));
    }

    private void eventSource(String key, boolean right, Text fact) {
        answers.yesNo("event-source." + key, right, fact);
    }

    private void fetch(String key, boolean right, Text fact) {
        answers.yesNo("fetch." + key, right, fact);
    }

    private void choose(String key, String right, Text fact) {
        answers.oneOf("choose." + key, List.of("event-source", "fetch"), right, fact);
    }
}
