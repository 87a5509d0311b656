package workbook.checker.server;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What neither a server under test nor the bundle of a report may contain. */
public final class Secrets {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(secret|token|passw|passphrase|credential|apikey|private|auth|cookie|kubeconfig).*"
                    + "|(.*_)?(key|pass|pat)(_.*)?|(ssh|pg)pass|.*_pwd");

    private static final String MASK = "***";

    /** Characters of the shortest value that is masked: a shorter one would be found in every text. */
    private static final int LEAST = 4;

    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|secret|token|api[._-]?key|credential)[\\w.-]*[\"']?\\s*[:=]\\s*)[^\\s,;}]+");

    /** There may be several cookies in one header, up to the end of the line or of the text in quotes. */
    private static final Pattern COOKIES =
            Pattern.compile("(?i)([\\w.-]*cookie[\\w.-]*[\"']?\\s*[:=]\\s*[\"']?)[^\\r\\n\"']+");

    private static final Pattern BEARER = Pattern.compile("(?i)((?:bearer|basic)\\s+)[\\w.~+/=-]{4,}");
    private static final Pattern USER = Pattern.compile("(://)[^/\\s@:]+:[^/\\s@]+@");

    private Secrets() {}

    /** Whether this is the name of something that looks like a secret: a variable, a header field, a parameter. */
    public static boolean names(String name) {
        return SECRET.matcher(name.replace('-', '_')).matches();
    }

    /** Whether a variable is a secret: by its name, or as an address with a password in it. */
    static boolean isOne(String name, String value) {
        return names(name) || USER.matcher(value).find();
    }

    /** An address without its password, and without the values of parameters that look like secrets. */
    public static URI masked(URI uri) {
        if (uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
            return uri;
        }
        String query = uri.getRawQuery() == null
                ? ""
                : Arrays.stream(uri.getRawQuery().split("&", -1))
                        .map(Secrets::maskedParameter)
                        .collect(Collectors.joining("&", "?", ""));
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query);
    }

    private static String maskedParameter(String parameter) {
        int value = parameter.indexOf('=') + 1;
        return value > 0 && names(parameter.substring(0, value - 1)) ? parameter.substring(0, value) + MASK : parameter;
    }

    /** A text in which no secret of this environment is left, nor what is written like one. */
    public static String masked(String text, Map<String, String> environment) {
        String masked = text;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (isOne(variable.getKey(), variable.getValue())
                    && variable.getValue().length() >= LEAST) {
                masked = masked.replace(variable.getValue(), MASK);
            }
        }
        masked = COOKIES.matcher(masked).replaceAll("$1" + MASK);
        masked = ASSIGNED.matcher(masked).replaceAll("$1" + MASK);
        masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
        return USER.matcher(masked).replaceAll("$1" + MASK + "@");
    }

    /** The variables of an environment that are not passed on, in the order of the alphabet. */
    public static Stream<String> withheld(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> isOne(variable.getKey(), variable.getValue()))
                .map(Map.Entry::getKey)
                .sorted();
    }
}
