package workbook.checker.probe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a learner may predict: a static method of a check class that does the experiment with the learner's server, and
 * returns what came as a {@link ReceivedLines}. The question stands in {@code predict.txt} of the exercise.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Experiment {}
