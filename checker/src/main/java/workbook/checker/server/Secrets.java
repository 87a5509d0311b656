package workbook.checker.server;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is told to nobody: no server under test, no bundle of a report. */
public final class Secrets {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(secret|token|passw|passphrase|credential|apikey|private|auth|cookie).*"
                    + "|(.*_)?(key|pass|pat)(_.*)?|.*_pwd");

    private Secrets() {}

    /** Whether this is the name of something that looks like a secret. */
    public static boolean names(String name) {
        return SECRET.matcher(name).matches();
    }

    /** The variables of an environment that are not passed on, in the order of the alphabet. */
    public static Stream<String> withheld(Map<String, String> environment) {
        return environment.keySet().stream().filter(Secrets::names).sorted();
    }
}
