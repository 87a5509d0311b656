package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.Locale;
import workbook.checker.finding.WireText;
import workbook.checker.scripted.Answer;

/** A request of a page with JSON in its body, which its header has to say: the servers of the workbook take no other. */
public final class JsonRequest {

    private JsonRequest() {}

    /** @throws CheckFailure if the header says something else, or nothing */
    public static void require(Visit visit, Answer request) {
        String type = request.request().header("content-type").orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw Fault.expected(same("Content-Type: application/json"))
                    .received(
                            type.isEmpty()
                                    ? text("no header Content-Type", "没有 Content-Type 请求头")
                                    : same("Content-Type: " + WireText.escape(type)))
                    .why(text(
                            "a page of any site may send text and forms to your server, and so it takes JSON only: it would answer 415",
                            "任何网站的页面都可以向你的服务器发送文本和表单，所以它只接受 JSON：这个请求会得到 415"))
                    .likely(text(
                            "fetch calls a string text/plain; add headers: { \"Content-Type\": \"application/json\" }",
                            "fetch 把字符串当作 text/plain；加上 headers: { \"Content-Type\": \"application/json\" }"))
                    .on(visit)
                    .failure();
        }
    }
}
