package workbook.checker.checks.task3_3;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/**
 * A message on its way to the clients.
 *
 * @param nanos when the POST was sent, as {@link System#nanoTime()}
 */
record SentMessage(Connection connection, String message, long nanos) {

    static SentMessage send(Probe probe, String message) {
        long now = System.nanoTime();
        return new SentMessage(probe.postText("/messages", message), message, now);
    }

    /** Posts a message in two parts that meet inside its last character of several bytes. */
    static void acceptedInTwo(Probe probe, String message) {
        long now = System.nanoTime();
        new SentMessage(probe.postTextInTwo("/messages", message), message, now).requireAccepted(probe);
    }

    /** Posts a message, and waits until the server has accepted it. */
    static SentMessage accepted(Probe probe, String message) {
        SentMessage post = send(probe, message);
        post.requireAccepted(probe);
        return post;
    }

    /** A message that was refused is not lost, and whoever waits for it waits in vain. */
    void requireAccepted(Probe probe) {
        ResponseHead head = probe.requireHead(connection);
        if (head.status() != 202) {
            throw Fault.expected(text("status 202", "状态码 202"))
                    .received(text("status %d %s", "状态码 %d %s", head.status(), WireText.escape(head.reason())))
                    .why(text(
                            "202 says that the message is accepted and on its way, not that it has arrived",
                            "202 的意思是消息已被接受、正在送出，并不表示已经送达"))
                    .likely(
                            switch (head.status()) {
                                case 404, 405 -> text("no route for POST /messages", "没有 POST /messages 对应的路由");
                                case 200, 201, 204 ->
                                    text(
                                            "the status is not set; res.status(Status.ACCEPTED_202) before send()",
                                            "没有设置状态码；在 send() 之前调用 res.status(Status.ACCEPTED_202)");
                                case 413 ->
                                    text(
                                            "this message has %d bytes: server.max-payload-size is smaller, or a limit of your own; application.yaml sets 131072",
                                            "这条消息有 %d 字节：server.max-payload-size 比它小，或者代码里另有上限；application.yaml 里设置的是 131072",
                                            message.getBytes(StandardCharsets.UTF_8).length);
                                default -> text("look at the output of your server", "看看服务器的输出");
                            })
                    .on(connection)
                    .failure();
        }
    }
}
