package workbook.checker.grading;

import java.util.Comparator;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import workbook.checker.probe.Check;

/** Runs checks by number, so that a prerequisite comes first. */
final class CheckOrder implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(CheckOrder::number));
    }

    private static int number(MethodDescriptor method) {
        return method.findAnnotation(Check.class).map(Check::number).orElse(Integer.MAX_VALUE);
    }
}
