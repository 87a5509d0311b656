package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import workbook.checker.finding.WireText;
import workbook.checker.wire.WireRequest;
import workbook.checker.wire.WireSeries;

/** The same question again and again, over a connection that is kept as long as the server keeps it. */
public final class Polling implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireRequest request;
    private final WireSeries series;
    private final Duration limit;

    Polling(WireRequest request, WireSeries series, Duration limit) {
        this.request = request;
        this.series = series;
        this.limit = limit;
    }

    /**
     * @return the answer as JSON
     * @throws CheckFailure if there is none
     */
    public JsonNode ask() {
        try {
            return JSON.readTree(series.ask(request, limit).toByteArray());
        } catch (IOException e) {
            throw Fault.expected(text("an answer in JSON to each poll", "每次轮询都得到 JSON 响应"))
                    .received(text(
                            "none to poll %d: %s",
                            "第 %d 次轮询没有得到：%s",
                            series.requests(),
                            same(WireText.escape(String.valueOf(e.getMessage())))))
                    .why(text(
                            "a browser polls over one connection; what follows an answer must be the next answer",
                            "浏览器在同一条连接上轮询；一个响应之后必须是下一个响应"))
                    .likely(text(
                            "the length of the answer is wrong, or the connection is closed in mid-answer",
                            "响应长度不对，或者响应没发完连接就被关闭了"))
                    .failure();
        }
    }

    public WireSeries cost() {
        return series;
    }

    @Override
    public void close() {
        series.close();
    }
}
