package workbook.checker.report;

import static workbook.checker.text.Text.text;

import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The names of the parts of a finding, the same in every appearance of a report. */
public enum Label {
    SENT(text("I sent", "发送")),
    GOT(text("I got", "收到")),
    SEEN(text("Seen", "经过")),
    STEPS(text("Steps", "步骤")),
    BROWSER(text("Browser", "浏览器")),
    WANTED(text("Wanted", "期望")),
    RECEIVED(text("Received", "实际")),
    PRINTED(text("Printed", "程序输出")),
    RULE(text("Rule", "规则")),
    SO_WHAT(text("So what", "影响")),
    LIKELY(text("Likely", "可能原因")),
    SKIPPED(text("Skipped", "已跳过")),
    ALSO(text("Also", "其余")),
    NEXT(text("Next", "下一步")),
    AGAIN(text("Try it", "动手试")),
    HURTS(text("Hurts", "受影响")),
    IN_DOUBT(text("In doubt", "有疑问时")),
    FILE(text("File", "文件")),
    BEGIN(text("Begin", "开始")),
    LEARNED(text("Learned", "学到了")),
    COMPARE(text("Compare", "对照")),
    SAID(text("You said", "预测")),
    LESSON(text("Lesson", "课文")),
    BECAUSE(text("Because", "原因"));

    private final Text words;

    Label(Text words) {
        this.words = words;
    }

    public String in(Language language) {
        return words.in(language);
    }

    /** The width of the column of labels, with the space after it. */
    public static int column(Language language) {
        return language == Language.EN ? 9 : 10;
    }
}
