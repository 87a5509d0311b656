package workbook.checker.checks.task5_1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.util.List;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/**
 * What the pages of other sites get, and who asks by a foreign name. Any refusal is right: a status of 4xx, or the end of
 * the connection. A server of somebody else may be guarded by what stands in front of it, so it is not asked.
 */
final class ForeignSites {

    private static final String TEXT_TYPE = "text/plain; charset=utf-8";

    /** An address of nobody (RFC 2606), and what a page in a sandbox or a local file sends. */
    private static final List<String> ORIGINS = List.of("https://elsewhere.example", "null");

    private static final String NAME = "elsewhere.example";

    private final Probe probe;

    private ForeignSites(Probe probe) {
        this.probe = probe;
    }

    /** @throws CheckSkipped if it is not a folder of the workbook that is graded */
    static ForeignSites of(Probe probe) {
        if (probe.files().isEmpty()) {
            throw new CheckSkipped(text(
                    "a server of your own may be guarded by what stands in front of it; only those of the workbook are asked",
                    "你自己的服务器可能由它前面的设施保护；只检查练习册里的服务器"));
        }
        return new ForeignSites(probe);
    }

    /** Its own page may post text there, and no other page may. */
    void requireOwnSite(String path) {
        requireOwnPage(path);
        ORIGINS.forEach(origin -> requireRefused(path, origin));
    }

    private void requireOwnPage(String path) {
        Connection connection =
                probe.send(post(path, "http://" + there(path).getRawAuthority()).with("Sec-Fetch-Site", "same-origin"));
        ResponseHead head = probe.requireHead(connection);
        if (head.status() >= 300) {
            throw Fault.expected(text("what the server's own page posts is accepted", "服务器自己的页面提交的内容被接受"))
                    .received(text("status %d", "状态码 %d", head.status()))
                    .why(text(
                            "its Origin is the address that the request goes to: nobody else is at home there",
                            "它的 Origin 就是请求发往的地址：那里没有别的网站"))
                    .likely(guard())
                    .on(connection)
                    .failure();
        }
    }

    private void requireRefused(String path, String origin) {
        Connection connection = probe.send(post(path, origin).with("Sec-Fetch-Site", "cross-site"));
        requireRefused(
                connection,
                text("a POST from the page of another site is refused", "其他网站的页面发来的 POST 被拒绝"),
                text(
                        "any page may send text to any server, and the browser does not ask first; it only says where the page comes from",
                        "任何页面都可以向任何服务器发送文本，浏览器不会先询问，只会说明页面来自哪里"));
    }

    private WireRequest post(String path, String origin) {
        return WireRequest.post(there(path), TEXT_TYPE, "from a page".getBytes(UTF_8))
                .with("Origin", origin);
    }

    private URI there(String path) {
        return probe.at("http", "127.0.0.1", path);
    }

    /** A server on this machine is not asked by another name than those of this machine. */
    void requireOwnName(String path) {
        URI there = there(path);
        requireRefused(
                probe.send(WireRequest.get(there).with("Host", NAME + ":" + there.getPort())),
                text("a request with a foreign Host is refused", "Host 不属于本机的请求被拒绝"),
                text(
                        "a stranger may point a name of his own at this machine (DNS rebinding): his page is then of the same origin, and reads everything",
                        "陌生人可以把自己的域名指向本机（DNS 重绑定）：他的页面就成了同源页面，什么都能读到"));
    }

    private void requireRefused(Connection connection, Text expected, Text why) {
        connection.await(
                () -> connection.exchange().head().isPresent()
                        || connection.end().isPresent(),
                probe.answer());
        int status = connection.exchange().head().map(ResponseHead::status).orElse(0);
        boolean refused = status == 0 ? connection.end().isPresent() : status >= 400 && status < 500;
        if (!refused) {
            throw failure(connection, expected, why, status);
        }
    }

    private static CheckFailure failure(Connection connection, Text expected, Text why, int status) {
        return Fault.expected(expected)
                .received(status == 0 ? text("no answer", "没有响应") : text("status %d", "状态码 %d", status))
                .why(why)
                .likely(guard())
                .on(connection)
                .failure();
    }

    private static Text guard() {
        return text(
                "Main.java no longer puts the given Guard before all handlers, or Guard.java was changed",
                "Main.java 不再把写好的 Guard 放在所有处理函数之前，或者 Guard.java 被改动了");
    }
}
