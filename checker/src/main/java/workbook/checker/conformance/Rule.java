package workbook.checker.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that judges one rule. It takes the {@link Observation}, returns what it has to tell (a {@code Text}, or
 * nothing) when the rule is kept, and throws a {@code CheckFailure} when it is broken or {@link NotSeen} when nothing came
 * by which it could be judged.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

    /** Group and number, for example {@code wire/3}. It never changes, because baselines name it. */
    String id();

    Level level();

    /** The rule in English, in a few words. */
    String en();

    /** The rule in Chinese, in a few words. */
    String zh();

    /** The section that says so, for example {@code HTML 9.2.5}; of advice what it comes from. */
    String source();

    /** Who suffers when it is broken, in English: one sentence. */
    String hurtsEn() default "";

    /** Who suffers when it is broken, in Chinese: one sentence. */
    String hurtsZh() default "";

    /** Whether it is judged when all others are: what it does to the server, they would take for the server's own doing. */
    boolean last() default false;
}
