package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.scripted.ModelAnswer;
import workbook.checker.scripted.ModelScript;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What comes of a text on its way through the server. */
final class TextFidelity {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Text EQUAL = text(
            "a piece that equals one before it was dropped; a model may well say the same twice",
            "与前面相同的片段被丢掉了；模型完全可能把同样的内容说两遍");

    private TextFidelity() {}

    /** The endpoint sends these pieces in chunks of a few bytes each, with comments in between. */
    static void require(ModelServer modelServer, List<String> pieces) {
        QuestionStream talk = modelServer.talk(crumbs(pieces)).opened().awaitAnswer();
        for (ArrivedItem<StreamItem.Event> token : talk.tokens()) {
            requirePiece(talk, token.item());
        }
        String wanted = String.join("", pieces);
        String got = talk.text();
        if (!got.equals(wanted)) {
            throw changed(talk, pieces, wanted, got);
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

    private static void requirePiece(QuestionStream talk, StreamItem.Event token) {
        JsonNode text = QuestionStream.json(token).path("text");
        if (!text.isTextual() || text.textValue().isEmpty()) {
            throw Fault.expected(text(
                            "data {\"text\": \"…\"}, with a piece that is not empty", "data 为 {\"text\": \"…\"}，片段不为空"))
                    .received(Text.same(WireText.escape(token.data())))
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

    private static ModelScript crumbs(List<String> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(ModelAnswer.ofRole());
        for (String piece : pieces) {
            stream.writeBytes(": PROCESSING\n\n".getBytes(StandardCharsets.UTF_8));
            stream.writeBytes(ModelAnswer.ofDelta(piece));
        }
        stream.writeBytes(ModelAnswer.ofFinish());
        stream.writeBytes(ModelAnswer.ofUsage());
        stream.writeBytes(ModelAnswer.ofDone());
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

    private static CheckFailure changed(QuestionStream talk, List<String> pieces, String wanted, String got) {
        int same = same(wanted, got);
        return Fault.expected(text("the text of the model: %s", "模型的原文：%s", around(wanted, same)))
                .received(got.isEmpty() ? text("no text", "没有文本") : text("%s", "%s", around(got, same)))
                .why(text("the tokens joined are the answer of the model", "所有 token 拼起来就是模型的回答"))
                .likely(isWithoutEqual(pieces, got) ? EQUAL : likely(wanted, got, same))
                .on(talk.connection())
                .failure();
    }

    /** How many characters are the same from the beginning. */
    static int same(String wanted, String got) {
        int same = 0;
        while (same < Math.min(wanted.length(), got.length()) && wanted.charAt(same) == got.charAt(same)) {
            same++;
        }
        return same;
    }

    /** A place in a text that may be long. */
    static Text around(String text, int at) {
        int from = text.offsetByCodePoints(at, -Math.min(12, text.codePointCount(0, at)));
        int to = text.offsetByCodePoints(at, Math.min(12, text.codePointCount(at, text.length())));
        return Text.same("\"" + (from > 0 ? "…" : "") + WireText.escape(text.substring(from, to))
                + (to < text.length() ? "…" : "") + "\"");
    }

    /** Whether the text is that of the pieces without those that equal the one before them, or any before them. */
    private static boolean isWithoutEqual(List<String> pieces, String got) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            text.append(i > 0 && pieces.get(i).equals(pieces.get(i - 1)) ? "" : pieces.get(i));
        }
        return got.contentEquals(text)
                || got.equals(String.join("", pieces.stream().distinct().toList()));
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
        if (withoutSpace(wanted).equals(withoutSpace(got)) && got.length() > wanted.length()) {
            return text(
                    "white space was added to the pieces, such as a line break behind each; what the model sends is all",
                    "片段里添加了空白，例如每个片段后面的换行；模型发来什么就是什么");
        }
        if (withoutSpace(wanted).equals(withoutSpace(got))) {
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

    private static String withoutSpace(String text) {
        return WHITE_SPACE.matcher(text).replaceAll("");
    }
}
