package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import workbook.checker.endpoint.Answer;
import workbook.checker.endpoint.Script;
import workbook.checker.probe.Arrived;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.report.WireText;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** The pieces of an answer on their way through the server. */
final class AiTokens {

    private static final int GATES = 5;
    private static final Text WHY_AT_ONCE = text(
            "a reader starts to read with the first word; the whole answer may take a minute",
            "读者看到第一个词就开始读了；整个回答可能要一分钟");

    private AiTokens() {}

    /** The model makes a piece only when the one before has arrived. The median counts: a busy machine is late once. */
    static void requireAtOnce(AiStage stage) {
        List<CountDownLatch> gates =
                Stream.generate(() -> new CountDownLatch(1)).limit(GATES).toList();
        AiTalk talk = stage.talk(AiScripts.gated(gates)).opened();
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < GATES; i++) {
            long made = System.nanoTime();
            gates.get(i).countDown();
            if (!talk.awaitTokens(i + 1, stage.patience())) {
                gates.forEach(CountDownLatch::countDown);
                throw missing(talk, i + 1);
            }
            delays.add(Duration.ofNanos(talk.tokens().get(i).nanos() - made));
        }
        Duration median = delays.stream().sorted().toList().get(GATES / 2);
        if (median.compareTo(stage.prompt()) > 0) {
            throw Fault.expected(text("each token as soon as the model has made it", "模型一生成 token 就立即送达"))
                    .received(text(
                            "each %.2f s later (the median of %d)",
                            "每个都晚 %.2f 秒（%d 个的中位数）", median.toMillis() / 1000.0, GATES))
                    .why(WHY_AT_ONCE)
                    .likely(text(
                            "tokens are collected and sent together, or the loop sleeps between two looks",
                            "把 token 攒起来一起发，或者循环里隔一段时间才看一次"))
                    .on(talk.connection())
                    .failure();
        }
    }

    private static CheckFailure missing(AiTalk talk, int wanted) {
        int got = talk.tokens().size();
        talk.awaitEnd();
        List<String> others = talk.events().stream()
                .map(event -> event.item().type())
                .filter(type -> !type.equals("token"))
                .distinct()
                .toList();
        boolean later = talk.tokens().size() > got;
        return Fault.expected(text(
                        "an event of type \"token\" for piece %d, before the model makes the next",
                        "第 %d 个片段对应的 \"token\" 事件，赶在模型生成下一个之前", wanted))
                .received(
                        later
                                ? text("nothing, until the model had made them all", "什么都没有，直到模型全部生成完")
                                : others.isEmpty()
                                        ? text("no event", "没有事件")
                                        : text(
                                                "events of type %s",
                                                "类型为 %s 的事件", same(WireText.escape(others.toString()))))
                .why(WHY_AT_ONCE)
                .likely(
                        later
                                ? text(
                                        "the answer is read to its end before anything is sent; emit in the callback or in a loop beside it",
                                        "先把回答读完才开始发送；应当来一段发一段")
                                : others.isEmpty()
                                        ? text(
                                                "what the model hands over does not reach the handler that writes",
                                                "模型交出的片段没有到达负责写的处理函数")
                                        : text(
                                                "the type is \"token\", and any other goes past the page's listener",
                                                "类型应为 \"token\"，否则页面的监听器收不到"))
                .on(talk.connection())
                .failure();
    }

    /** The endpoint sends these pieces in chunks of a few bytes each, with comments in between. */
    static void requireText(AiStage stage, List<String> pieces) {
        AiTalk talk = stage.talk(crumbs(pieces)).opened().awaitEnd();
        for (Arrived<StreamItem.Event> token : talk.tokens()) {
            requirePiece(talk, token.item());
        }
        String wanted = String.join("", pieces);
        String got = talk.text();
        if (!got.equals(wanted)) {
            throw changed(talk, wanted, got);
        }
        if (talk.tokens().size() != pieces.size()) {
            throw Fault.expected(text("%d tokens, one for each piece", "%d 个 token，每个片段一个", pieces.size()))
                    .received(text(
                            "%d tokens with the same text",
                            "%d 个 token，文本相同", talk.tokens().size()))
                    .why(text("each piece is passed on as it comes", "每个片段来了就原样转发"))
                    .likely(text("pieces are joined or split on the way", "片段在途中被合并或拆开了"))
                    .on(talk.connection())
                    .failure();
        }
    }

    private static void requirePiece(AiTalk talk, StreamItem.Event token) {
        JsonNode text = AiTalk.json(token).path("text");
        if (!text.isTextual() || text.textValue().isEmpty()) {
            throw Fault.expected(text(
                            "data {\"text\": \"…\"}, with a piece that is not empty", "data 为 {\"text\": \"…\"}，片段不为空"))
                    .received(same(WireText.escape(token.data())))
                    .why(text(
                            "JSON keeps a leading space and a line break, which a bare data line would lose",
                            "用 JSON 才能保住开头的空格和换行；直接写进 data 行会丢掉"))
                    .likely(
                            text.isTextual()
                                    ? text("a piece without text was passed on, too", "没有文本的片段也被转发了")
                                    : text("the bare text was emitted, or the key is another one", "直接发了纯文本，或者键名不对"))
                    .at(talk.connection(), token.start(), text("this token", "就是这个 token"))
                    .failure();
        }
    }

    private static Script crumbs(List<String> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(Answer.ofRole());
        for (String piece : pieces) {
            stream.writeBytes(": PROCESSING\n\n".getBytes(StandardCharsets.UTF_8));
            stream.writeBytes(Answer.ofDelta(piece));
        }
        stream.writeBytes(Answer.ofFinish());
        stream.writeBytes(Answer.ofUsage());
        stream.writeBytes(Answer.ofDone());
        byte[] all = stream.toByteArray();
        return answer -> {
            answer.open();
            for (int from = 0, n = 0; from < all.length; n++) {
                int to = Math.min(all.length, from + 1 + n % 7); // characters of several bytes are cut everywhere
                answer.chunk(Arrays.copyOfRange(all, from, to));
                from = to;
            }
            answer.end();
        };
    }

    private static CheckFailure changed(AiTalk talk, String wanted, String got) {
        int same = 0;
        while (same < Math.min(wanted.length(), got.length()) && wanted.charAt(same) == got.charAt(same)) {
            same++;
        }
        return Fault.expected(text("the text of the model: %s", "模型的原文：%s", around(wanted, same)))
                .received(got.isEmpty() ? text("no text", "没有文本") : text("%s", "%s", around(got, same)))
                .why(text("the tokens joined are the answer of the model", "所有 token 拼起来就是模型的回答"))
                .likely(likely(wanted, got, same))
                .on(talk.connection())
                .failure();
    }

    private static Text around(String text, int at) {
        int from = Math.max(0, at - 12);
        int to = Math.min(text.length(), at + 12);
        return same("\"" + (from > 0 ? "…" : "") + WireText.escape(text.substring(from, to))
                + (to < text.length() ? "…" : "") + "\"");
    }

    private static Text likely(String wanted, String got, int same) {
        if (got.contains("PROCESSING")) {
            return text(
                    "a comment of the model was taken for text; lines that begin with a colon mean nothing",
                    "把模型的注释当成了文本；以冒号开头的行没有意义");
        }
        if (got.contains("\uFFFD")) {
            return text(
                    "bytes are decoded chunk by chunk, which cuts characters in two; decode whole lines",
                    "按块解码字节，把字符截成了两半；应当凑成整行再解码");
        }
        if (wanted.replaceAll("\\s", "").equals(got.replaceAll("\\s", ""))) {
            return text(
                    "white space was lost: trim(), strip() or isBlank() on a piece, or the piece was put into data without JSON",
                    "空白丢了：对片段用了 trim()、strip() 或 isBlank()，或者没有用 JSON 就放进了 data");
        }
        if (wanted.startsWith(got)) {
            return text("the end of the text is missing: the answer ended too early", "文本的结尾没有了：回答结束得太早");
        }
        return same < got.length()
                ? text("a piece was lost, doubled or changed here", "这里有片段丢失、重复或被改动了")
                : text("pieces are missing", "缺少片段");
    }
}
