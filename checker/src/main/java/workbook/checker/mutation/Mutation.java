package workbook.checker.mutation;

import java.util.Locale;

/** The kinds of change, by the names that mutation testing has for them. */
public enum Mutation {
    NEGATED_CONDITION,
    CHANGED_BOUNDARY,
    CHANGED_ARITHMETIC,
    CHANGED_LOGIC,
    CHANGED_INCREMENT,
    CHANGED_CONSTANT,
    CHANGED_RETURN,
    REMOVED_CALL,
    REMOVED_ASSIGNMENT,
    REMOVED_LOCK,
    REMOVED_FINALLY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
