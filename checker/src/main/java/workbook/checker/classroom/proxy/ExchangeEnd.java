package workbook.checker.classroom.proxy;

import static workbook.checker.text.Text.text;

import workbook.checker.text.Text;

/** How an exchange ended, and who ended it. */
public enum ExchangeEnd {
    /** The answer was whole, and its framing says so. */
    COMPLETE(text("end", "结束")),
    /** The server closed the connection in mid-answer. */
    SERVER_CLOSED(text("the server closed the connection", "服务器关闭了连接")),
    /** The connection to the server broke. */
    SERVER_RESET(text("the server reset the connection (RST)", "服务器重置了连接（RST）")),
    CLIENT_LEFT(text("the client left", "客户端断开了")),
    CUT(text("cut here", "在此处被控制台断开")),
    NO_SERVER(text("no server listens: refused", "没有服务器监听：连接被拒绝")),
    MALFORMED(text("what came is not HTTP/1.1", "收到的内容不是 HTTP/1.1"));

    private final Text words;

    ExchangeEnd(Text words) {
        this.words = words;
    }

    public Text words() {
        return words;
    }
}
