package workbook.checker.probe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import workbook.checker.finding.Severity;

/** One numbered expectation of a task. The number is also that of a TODO in the stub and a heading in the lesson. */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Check {

    int number();

    /** The title in English. */
    String en();

    /** The title in Chinese. */
    String zh();

    /** The rule of a standard that the expectation comes from, for example {@code HTML 9.2.6}; empty where there is none. */
    String rule() default "";

    /** Numbers of the clauses in the contract of the lesson that this check holds a server to. */
    int[] clauses();

    Severity severity() default Severity.MUST;

    /** Whether it holds the server to the whole contract at once, so that no TODO of the stub belongs to it. */
    boolean wholeContract() default false;

    /** Whether it looks at what the stub has already, so that no TODO of the stub belongs to it. */
    boolean given() default false;

    /** Numbers of the checks without which this one says nothing: it is skipped when one of them did not pass. */
    int[] needs() default {};

    /**
     * Numbers of the checks whose figures this one judges by. They run whenever this one does; when one of them finds no
     * figure, this one judges by the usual.
     */
    int[] figuresOf() default {};
}
