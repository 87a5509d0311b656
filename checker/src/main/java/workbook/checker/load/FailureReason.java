package workbook.checker.load;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import workbook.checker.text.Text;

/** Why a connection or a post failed, in both languages: the exceptions of the system are in English only. */
final class FailureReason {

    private FailureReason() {}

    static Text of(String said) {
        return switch (said) {
            case "Connection refused" -> text("connection refused", "连接被拒绝");
            case "Connection reset", "Connection reset by peer", "Broken pipe" -> text("connection reset", "连接被重置");
            case "the stream was ended" -> text("the stream was ended", "流被结束了");
            case "no answer" -> text("no answer", "没有响应");
            case "Too many open files" -> text("too many open files", "打开的文件过多");
            default -> said.matches("\\d{3}(, .*)?") ? text("status %s", "状态码 %s", said) : same(said);
        };
    }
}
