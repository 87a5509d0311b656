package workbook.checker.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.text.Text;

/**
 * A rule as it is listed, and the method that judges it.
 *
 * @param source the section of a standard, or where the advice comes from
 * @param hurts who suffers when it is broken
 * @param last whether it is judged when all others are
 */
public record RuleCard(
        String id, Level level, Text title, String source, Text hurts, boolean last, Object group, Method method) {

    private static final Pattern ID = Pattern.compile("([a-z0-9]+)/(\\d+)([a-z]?)");

    /** The rules of some groups, each group in the order of its numbers. */
    public static List<RuleCard> of(List<?> groups) {
        return groups.stream().flatMap(group -> ofGroup(group).stream()).toList();
    }

    private static List<RuleCard> ofGroup(Object group) {
        return Arrays.stream(group.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .map(method -> of(group, method))
                .sorted(Comparator.comparingInt(RuleCard::number).thenComparing(RuleCard::id))
                .toList();
    }

    private static RuleCard of(Object group, Method method) {
        Rule rule = method.getAnnotation(Rule.class);
        method.setAccessible(true);
        return new RuleCard(
                rule.id(),
                rule.level(),
                new Text(rule.en(), rule.zh()),
                rule.source(),
                new Text(rule.hurtsEn(), rule.hurtsZh()),
                rule.last(),
                group,
                method);
    }

    private Matcher parts() {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalStateException(id + " is no id of a rule, such as wire/3 or wire/5b");
        }
        return parts;
    }

    private int number() {
        return Integer.parseInt(parts().group(2));
    }

    /** The part of the id in front of the number. */
    public String groupName() {
        return parts().group(1);
    }

    /** Whether a prefix names this rule: its group, its number, or its id. {@code wire/1} does not name {@code wire/12}. */
    public boolean isNamed(String prefix) {
        String wanted = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return wanted.equals(id) || wanted.equals(groupName()) || wanted.equals(groupName() + "/" + number());
    }

    /** What the rule has to tell, when it is kept. */
    Text judge(Observation observation) throws Throwable {
        try {
            return method.invoke(group, observation) instanceof Text note ? note : Text.NONE;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
