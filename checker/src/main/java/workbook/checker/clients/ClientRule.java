package workbook.checker.clients;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.finding.Severity;
import workbook.checker.text.Text;

/**
 * One rule for clients.
 *
 * @param id group and number, for example {@code return/3}. It never changes, because baselines name it
 * @param source the section that says so, for example {@code HTML 9.2.3}
 * @param needs the rules without which this one says nothing: where one of them is broken, it waits
 * @param judge what decides; it returns when the rule is kept
 */
public record ClientRule(String id, Severity severity, Text title, String source, Set<String> needs, Judge judge) {

    private static final Pattern ID = Pattern.compile("([a-z]+)/(\\d+)");

    /** A rule that needs no other. */
    ClientRule(String id, Severity severity, Text title, String source, Judge judge) {
        this(id, severity, title, source, Set.of(), judge);
    }

    ClientRule needing(String... ids) {
        return new ClientRule(id, severity, title, source, Set.of(ids), judge);
    }

    /** Decides one rule. */
    @FunctionalInterface
    interface Judge {

        /**
         * @throws Broken if the rule is broken
         * @throws NotClaimed if the client does not do what the rule is about
         */
        void judge(Bench bench);
    }

    /** The part of the id in front of the number. */
    public String group() {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalStateException(id + " is no id of a rule, such as return/3");
        }
        return parts.group(1);
    }

    /** Whether a prefix names this rule: its group or its id. {@code return/1} does not name {@code return/12}. */
    public boolean isNamed(String prefix) {
        String wanted = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return wanted.equals(id) || wanted.equals(group());
    }
}
