package workbook.checker.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a sentence of the probe asks for by an option of the command line, as a test asks for it: by a method. */
final class MethodNames {

    /** Longer ones first. */
    private static final Map<Pattern, String> METHODS = methods();

    private MethodNames() {}

    private static Map<Pattern, String> methods() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put(
                "If that server is yours, give its own address and --allow-remote",
                "Wanted: a server that the test has started.");
        methods.put("如果那台服务器是你的，请直接给出它的地址，并加上 --allow-remote", "应为由测试启动的服务器。");
        methods.put("--header 'Authorization: Bearer TOKEN'", "header(\"Authorization\", \"Bearer TOKEN\")");
        methods.put("--header", "header(name, value)");
        methods.put("--cookie 'NAME=VALUE'", "header(\"Cookie\", \"NAME=VALUE\")");
        methods.put("--method POST --body TEXT", "asking(\"POST\", text)");
        methods.put("--for (\\d+)s", "watching(Duration.ofSeconds($1))");
        methods.put("--post URL", "post(target, text)");
        methods.put("--origin ORIGIN", "origin(\"https://app.example\")");
        methods.put("--exec COMMAND", "restart(again)");
        methods.put("--pid( N)?", "pid(number)");
        methods.put("--through nginx", "throughNginx()");
        methods.put("--browser", "inBrowser()");
        methods.put("--insecure", "insecure()");
        methods.put("--only", "only(prefix)");
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        methods.forEach((option, method) -> patterns.put(Pattern.compile(option + "(?![\\w-])"), method));
        return patterns;
    }

    static String of(String sentence) {
        String words = sentence;
        for (Map.Entry<Pattern, String> option : METHODS.entrySet()) {
            words = option.getKey().matcher(words).replaceAll(option.getValue());
        }
        return words;
    }
}
