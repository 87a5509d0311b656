package workbook.checker.conformance;

import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import workbook.checker.faulty.Handler;

/**
 * An endpoint, and what a probe must say of it.
 *
 * @param breaks the ids of the rules that it breaks; empty if it is odd but right
 * @param plan changes the plan of the run
 */
record Variation(String name, Set<String> breaks, Supplier<Handler> endpoint, UnaryOperator<Plan> plan) {

    static Variation faulty(String rule, String name, Supplier<Handler> endpoint) {
        return new Variation(name, Set.of(rule), endpoint, UnaryOperator.identity());
    }

    static Variation odd(String name, Supplier<Handler> endpoint) {
        return new Variation(name, Set.of(), endpoint, UnaryOperator.identity());
    }

    Variation planned(UnaryOperator<Plan> other) {
        return new Variation(name, breaks, endpoint, other);
    }

    @Override
    public String toString() {
        return (breaks.isEmpty() ? "odd" : String.join(" ", breaks)) + ": " + name;
    }
}
