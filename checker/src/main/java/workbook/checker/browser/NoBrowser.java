package workbook.checker.browser;

import static workbook.checker.text.Text.text;

import workbook.checker.text.Text;

/** No browser can be used. The sentence says why, and how to get one. */
public final class NoBrowser extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    private NoBrowser(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    static NoBrowser installed() {
        return new NoBrowser(text(
                "no browser was found: install Chrome, Edge or Chromium, or name yours with --browser PATH or the environment variable %s",
                "没有找到浏览器：请安装 Chrome、Edge 或 Chromium，或用 --browser PATH、环境变量 %s 指定你的浏览器", Installed.VARIABLE));
    }

    static NoBrowser named(String path) {
        return new NoBrowser(text(
                "%s is no program that can be started: name your Chrome, Edge or Chromium with --browser PATH",
                "%s 不是可以启动的程序：请用 --browser PATH 指定你的 Chrome、Edge 或 Chromium", path));
    }

    static NoBrowser silent(String path, String reason) {
        return new NoBrowser(text(
                "%s did not start as a browser (%s): name your Chrome, Edge or Chromium with --browser PATH",
                "%s 没能作为浏览器启动（%s）：请用 --browser PATH 指定你的 Chrome、Edge 或 Chromium", path, reason));
    }

    public Text sentence() {
        return sentence;
    }
}
