package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.Locale;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** How an answer ended, in words. */
public final class ExchangeEnding {

    private ExchangeEnding() {}

    /** For a line of a wire log, where there is room for a few words only. */
    public static Text inShort(End end) {
        return switch (end) {
            case End.Complete complete -> text("end", "结束");
            case End.Cut cut -> text("cut: %s", "被切断：%s", new Text(cut.reason(), place(cut)));
            case End.Reset reset -> text("reset (RST)", "被重置（RST）");
            case End.Malformed malformed -> text("not HTTP/1.1: %s", "不是 HTTP/1.1：%s", malformed.reason());
            case End.NoConnection none -> text("no connection: %s", "没有连接：%s", none.reason());
            case End.LimitReached limit -> text("too much: %s", "太多：%s", limit.reason());
            case End.Flood flood -> text("a flood: %d items", "数据泛滥：%d 项", flood.items());
            case End.ClosedByUs closed -> text("closed by the checker", "由检查器关闭");
        };
    }

    /** Where an answer was cut, in Chinese; the reader of HTTP itself speaks English. */
    private static String place(End.Cut cut) {
        String missing = cut.missing().isPresent()
                ? String.format(Locale.ROOT, "，还差 %d 字节", cut.missing().getAsLong())
                : "";
        return switch (cut.place()) {
            case BEFORE_ANSWER -> "没有收到任何响应，服务器就关闭了连接；原因可能在它的日志里";
            case IN_HEAD -> "响应头没有收全";
            case IN_LENGTH -> "Content-Length 承诺的字节没有收全" + missing;
            case IN_CHUNK_SIZE -> "分块大小那一行没有收全";
            case IN_CHUNK -> "最后一个分块没有收全" + missing;
            case BETWEEN_CHUNKS -> "没有收到结束分块（0、CRLF、CRLF）；后面是否还有内容无从得知";
            case IN_TRAILERS -> "收到了结束分块，但没有收到结束响应体的空行";
        };
    }

    /** For a sentence. */
    public static Text inWords(End end) {
        return switch (end) {
            case End.Complete complete -> text("the answer ended cleanly", "响应正常结束");
            case End.Cut cut -> text("the connection was closed before the answer was complete", "响应尚未完整，连接就被关闭了");
            case End.Reset reset -> text("the connection was reset (RST)", "连接被重置（RST）");
            case End.Malformed malformed ->
                text("what came is not HTTP/1.1: %s", "收到的内容不是 HTTP/1.1：%s", same(WireText.escape(malformed.reason())));
            case End.NoConnection none ->
                switch (none.cause()) {
                    case REFUSED -> text("the connection was refused", "连接被拒绝");
                    case TIMED_OUT -> text("connecting took too long", "连接超时");
                    case UNKNOWN_HOST -> text("the host is unknown", "找不到主机");
                    case TLS -> text("TLS failed", "TLS 握手失败");
                    case UNREACHABLE -> text("the host cannot be reached", "主机不可达");
                    case EXHAUSTED ->
                        text("this machine has no port or file left for a connection", "本机已没有可用于连接的端口或文件描述符");
                };
            case End.LimitReached limit -> text("more than %d MB came", "收到的数据超过 %d MB", limit.limit() >> 20);
            case End.Flood flood ->
                text(
                        "%d events, comments or frames came within %s, and the checker read no further",
                        "%d 个事件、注释或帧在 %s内涌来，检查器不再继续读取", flood.items(), Seconds.of(flood.after()));
            case End.ClosedByUs closed -> text("the checker closed the connection", "检查器关闭了连接");
        };
    }
}
