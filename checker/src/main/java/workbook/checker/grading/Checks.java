package workbook.checker.grading;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The checks of one task, which is named by the class. Run by an IDE, it grades the exercise; run by {@code sse check},
 * whatever target was asked for.
 */
@ExtendWith(CheckExtension.class)
@TestMethodOrder(CheckOrder.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Checks {}
