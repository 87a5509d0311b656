package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import workbook.checker.http.ResponseHead;
import workbook.checker.text.Text;

/** A body that is no text: "café" as Latin-1 has it, whose last byte begins a character of UTF-8 that never ends. */
public final class BrokenText {

    private static final byte[] BODY = {'c', 'a', 'f', (byte) 0xe9};

    private BrokenText() {}

    /**
     * A POST of this body is refused.
     *
     * @throws CheckFailure if it is answered otherwise than with a 4xx
     */
    public static void requireRefused(Probe probe, String path) {
        Connection answer = probe.postText(path, BODY);
        ResponseHead head = probe.requireHead(answer);
        if (head.status() / 100 != 4) {
            throw Fault.expected(text("any 4xx for bytes that are not UTF-8", "不是 UTF-8 的字节应得到 4xx"))
                    .received(text("status %d", "状态码 %d", head.status()))
                    .why(text(
                            "an event stream is always UTF-8: what is taken in broken goes out broken to everyone",
                            "事件流永远是 UTF-8：坏的字节收进来，就会坏着发给所有人"))
                    .likely(head.status() >= 500 ? uncaught() : replaced())
                    .on(answer)
                    .failure();
        }
    }

    private static Text uncaught() {
        return text(
                "the exception of the decoder is not caught, so it ends as a fault of the server: catch it around the read of the body, and answer 400",
                "解码时抛出的异常没有被捕获，于是变成了服务器错误：在读取请求体的地方捕获它，并返回 400");
    }

    private static Text replaced() {
        return text(
                "as(String.class) and new String(bytes) replace what they cannot read; decode with a CharsetDecoder, which throws",
                "as(String.class) 和 new String(bytes) 会替换读不懂的字节；用 CharsetDecoder 解码，它会抛出异常");
    }
}
