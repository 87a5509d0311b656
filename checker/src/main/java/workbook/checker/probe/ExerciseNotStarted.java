package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import workbook.checker.text.Text;

/** The learner has not begun: the answer is 501, or the page says so. */
public final class ExerciseNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sign;
    private final transient Text leftOver;

    private ExerciseNotStarted(Text sign, Text leftOver) {
        super(sign.en());
        this.sign = sign;
        this.leftOver = leftOver;
    }

    /** What shows that nobody has begun. */
    public Text sign() {
        return sign;
    }

    /** What is still there of the stub, when the learner has begun all the same. */
    public Text leftOver() {
        return leftOver;
    }

    static ExerciseNotStarted request(String request) {
        return new ExerciseNotStarted(
                text("%s answered 501", "%s 返回 501", request),
                text(
                        "the line of the stub that answers 501 is still reached; take it away where your code is",
                        "骨架里返回 501 的那一行仍会执行到；写好代码后应删掉它"));
    }

    static ExerciseNotStarted answers() {
        return new ExerciseNotStarted(text("%s has no answers yet", "%s 中还没有填写答案", Answers.FILE), Text.NONE);
    }

    static ExerciseNotStarted page() {
        return new ExerciseNotStarted(
                text("app.js calls todo()", "app.js 调用了 todo()"),
                text(
                        "the call todo() of the stub is still there; take it away, with its import, when the page is written",
                        "骨架里的 todo() 调用还在；页面写好后应连同它的 import 一起删掉"));
    }
}
