package workbook.checker.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Where {@code sse.jar} begins: the one class that is compiled for Java 8, so that who has an older Java than all the others
 * need gets a sentence, and no UnsupportedClassVersionError. It is on the way of every start: it uses nothing but the JDK,
 * and no lambda.
 */
public final class AnyJava {

    private static final int NEEDED = 21;

    /** As for any command that cannot be used. {@code ExitCode} cannot be read by an old Java. */
    private static final int USAGE = 2;

    private AnyJava() {}

    public static void main(String[] args) throws UnsupportedEncodingException {
        if (feature(System.getProperty("java.specification.version")) < NEEDED) {
            complain(args);
            System.exit(USAGE);
        }
        Standalone.main(args);
    }

    /** {@code 8} of {@code 1.8}, which is how it was written up to Java 8, and {@code 17} of {@code 17}. */
    private static int feature(String version) {
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }

    private static void complain(String[] args) throws UnsupportedEncodingException {
        String java = System.getProperty("java.version") + " (" + System.getProperty("java.home") + ")";
        String chinese =
                "当前 Java 是 " + java + "，而 sse.jar 需要 Java " + NEEDED + " 或更高版本：请用这样的 JDK 的 java 重新运行这条命令，没有就先安装一个。";
        Charset charset = charset();
        String sentence = isChinese(args) && charset.newEncoder().canEncode(chinese)
                ? chinese
                : "This is Java " + java + ", and sse.jar needs Java " + NEEDED
                        + " or later: run this command with the java of such a JDK, and install one if there is none.";
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset.name()).println(sentence);
    }

    /** As {@code LanguageChoice} has it, which an old Java cannot read. */
    private static boolean isChinese(String[] args) {
        String asked = (" " + String.join(" ", args) + " ").replace('=', ' ');
        if (asked.contains(" --lang ")) {
            return asked.contains(" --lang zh");
        }
        String locale = locale("LC_ALL", "LC_MESSAGES", "LANG");
        return locale.isEmpty() ? Locale.getDefault().getLanguage().equals("zh") : locale.startsWith("zh");
    }

    private static Charset charset() {
        String locale = locale("LC_ALL", "LC_CTYPE", "LANG").toLowerCase(Locale.ROOT);
        return locale.matches(".*\\.utf-?8(@.*)?") ? Charset.forName("UTF-8") : Charset.defaultCharset();
    }

    private static String locale(String... names) {
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
