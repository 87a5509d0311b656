package workbook.checker.tail;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.util.Optional;
import workbook.checker.conformance.EventStreams;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.server.Secrets;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** What the head of an answer means to EventSource (HTML 9.2.2). */
final class StreamHead {

    static final int NO_CONTENT = 204;

    private static final int SHOWN = 100;

    private StreamHead() {}

    /** Whether events can be read behind it. No compression was asked for, so a compressed answer cannot be read. */
    static boolean isStream(ResponseHead head) {
        return EventStreams.isOne(head) && EventStreams.encoding(head).isEmpty();
    }

    /** Why it is none. */
    static Text refusal(ResponseHead head, URI uri) {
        Optional<String> coding = EventStreams.encoding(head);
        if (EventStreams.isOne(head) && coding.isPresent()) {
            return text(
                    "%s is compressed (%s) although the request does not accept that, and is not read. A server compresses only what Accept-Encoding allows.",
                    "%s 被压缩（%s），而请求并不接受压缩，因此不读取。服务器只能使用 Accept-Encoding 允许的压缩方式。",
                    Secrets.masked(uri),
                    shown(coding.get()));
        }
        return text(
                "%s is no event stream: status %d, %s. EventSource gives up here for good.",
                "%s 不是事件流：状态码 %d，%s。EventSource 会就此彻底放弃。", Secrets.masked(uri), head.status(), type(head));
    }

    static Text type(ResponseHead head) {
        return head.headers()
                .first("Content-Type")
                .map(type -> same(shown(type)))
                .orElse(text("without a content type", "没有 Content-Type"));
    }

    private static String shown(String value) {
        return WireText.escape(Clip.characters(value, SHOWN));
    }
}
