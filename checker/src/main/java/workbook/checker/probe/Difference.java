package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import workbook.checker.text.Text;

/** What kind of mistake turns one text into another. */
record Difference(Text why, Text likely) {

    /**
     * Names the mistake.
     *
     * @param sent as it was posted
     * @param wanted as a correct server lets it arrive
     * @param got as it arrived
     */
    static Difference between(String sent, String wanted, String got) {
        if (!wanted.isEmpty() && got.equals(wanted.substring(1)) && wanted.charAt(0) == ' ') {
            return new Difference(
                    text(
                            "a reader removes one space behind the colon, so a space of the payload needs one before it",
                            "读取方会去掉冒号后的一个空格，所以载荷自己的空格前面还要再加一个"),
                    text("\"data:\" + text; write \"data: \" + text", "写的是 \"data:\" + text；应写 \"data: \" + text"));
        }
        if (!got.equals(wanted) && got.equals(wanted.strip()) && wanted.charAt(0) == ' ') {
            return stripped();
        }
        if (wanted.endsWith("\n")
                && !got.equals(wanted)
                && wanted.stripTrailing().equals(got.stripTrailing())) {
            return new Difference(
                    text("a trailing line break makes one more, empty \"data:\" line", "末尾的换行意味着多一行空的 \"data:\""),
                    text(
                            "split() or lines() drops empty lines at the end; split(\"…\", -1) keeps them",
                            "split() 或 lines() 会丢掉末尾的空行；split(\"…\", -1) 会保留"));
        }
        if (got.equals(sent.replace('\r', '\n')) && sent.contains("\r\n")) {
            return new Difference(
                    text("CRLF is one line end, not two", "CRLF 是一个换行，不是两个"),
                    text(
                            "CR and LF are each taken for a line end; split at \\r\\n first, then at \\r and \\n: CRLF is one",
                            "把 CR 和 LF 各当成了一个换行；先按 \\r\\n 拆分，再按 \\r 和 \\n：CRLF 只算一个"));
        }
        if (got.contains("\uFFFD") && !wanted.contains("\uFFFD")) {
            return new Difference(
                    text(
                            "a body comes in as many parts as the network likes, and one may end inside a character",
                            "请求体分几段到达由网络决定，一段可能正好在一个字符中间结束"),
                    text(
                            "each part was decoded by itself, or with another charset: collect the bytes, then decode all of them as UTF-8",
                            "每一段单独解码了，或者用了别的字符集：先收齐全部字节，再统一按 UTF-8 解码"));
        }
        if (inked(got).equals(inked(wanted))) {
            return whiteSpace(wanted, got);
        }
        if (wanted.startsWith(got) && !got.isEmpty()) {
            return new Difference(
                    text("the payload must arrive whole", "载荷必须完整到达"),
                    text(
                            "it is cut after %d characters; look for a buffer of that size",
                            "在第 %d 个字符后被截断；找找有没有这么大的缓冲区", got.length()));
        }
        if (got.contains("\\n") && !sent.contains("\\n")) {
            return new Difference(
                    text("the data comes back as it was sent, not escaped", "data 应原样返回，不能转义"),
                    text("the JSON text was written, not the string in it", "写出的是 JSON 文本，而不是其中的字符串"));
        }
        return new Difference(
                text("the data comes back exactly as it was sent", "data 必须原样返回"),
                text("it was changed on the way; compare the two lines above", "途中被改动了；对比上面两行"));
    }

    /** The text without anything that a person would call white space, whatever a regular expression calls it. */
    private static String inked(String text) {
        return text.replaceAll("[\\s\u0085\u2028\u2029]", "");
    }

    private static Difference whiteSpace(String wanted, String got) {
        if (count(got, '\n') < count(wanted, '\n')) {
            return new Difference(
                    text("a line break in the payload starts a new \"data:\" line", "载荷里的换行要另起一行 \"data:\""),
                    text("line breaks were deleted or replaced instead of framed", "换行被删掉或替换了，而不是按行组帧"));
        }
        if (count(got, '\n') > count(wanted, '\n')) {
            return new Difference(
                    text(
                            "only LF, CR and CRLF end a line; U+2028, U+2029, U+0085, VT and FF do not",
                            "只有 LF、CR 和 CRLF 是换行；U+2028、U+2029、U+0085、VT、FF 都不是"),
                    text(
                            "split(\"\\\\R\"), Scanner or lines() know more line ends; split on \\r\\n, \\r and \\n only",
                            "split(\"\\\\R\")、Scanner 等认识更多换行符；只按 \\r\\n、\\r、\\n 拆分"));
        }
        return stripped();
    }

    private static Difference stripped() {
        return new Difference(
                text("white space belongs to the payload", "空白字符属于载荷"),
                text("trim() or strip() on the way; leave the text as it is", "途中用了 trim() 或 strip()；保持文本原样"));
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
