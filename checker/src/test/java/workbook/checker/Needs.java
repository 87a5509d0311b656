package workbook.checker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import workbook.checker.files.ProgramPath;

/** A test that calls a program which not everybody has. Without it the test is skipped, and the build says why. */
@ExtendWith(Needs.Installed.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    /** The name of the program, as on the path. */
    String value();

    /** Looks for it. */
    final class Installed implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
                    .map(Needs::value)
                    .filter(program -> !isOnPath(program))
                    .orElse("");
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("nothing is missing");
            }
            // Maven counts what was skipped, and keeps the reason to itself.
            System.out.printf("skipped: %s, because %s is not installed%n", context.getDisplayName(), missing);
            return ConditionEvaluationResult.disabled(missing + " is not installed");
        }

        /** Whether the path has a program of this name. */
        public static boolean isOnPath(String program) {
            return ProgramPath.here().find(program).isPresent();
        }
    }
}
