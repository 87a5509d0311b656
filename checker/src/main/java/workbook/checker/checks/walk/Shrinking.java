package workbook.checker.checks.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Looks for fewer and simpler steps that a server fails as well (delta debugging, Zeller and Hildebrandt 2002): a part of
 * the steps is left out, half of them first and then less, for as long as it still fails.
 *
 * @param run takes steps on a server
 * @param mayGoOn whether there is time left
 */
record Shrinking(Function<List<Step>, Outcome> run, BooleanSupplier mayGoOn) {

    /** @param failing steps that a server failed, the last of them at last */
    List<Step> smallest(List<Step> failing) {
        List<Step> fewest = fewer(inARow(withoutOthers(withoutIdling(failing))));
        List<Step> simplest = simpler(fewest);
        return simplest.equals(fewest) ? fewest : fewer(simplest);
    }

    /** What takes the longest, and is seldom the reason. */
    private List<Step> withoutIdling(List<Step> failing) {
        return tried(
                failing,
                failing.stream().filter(step -> !(step instanceof Step.Idle)).toList());
    }

    /** Most faults need what was posted and the last client alone. */
    private List<Step> withoutOthers(List<Step> failing) {
        List<Step> left = failing.stream()
                .filter(step -> isPosting(step) || step == failing.getLast())
                .toList();
        return tried(failing, left);
    }

    /** What is posted one after another becomes one burst. */
    private List<Step> inARow(List<Step> failing) {
        List<Step> merged = new ArrayList<>();
        for (Step step : failing) {
            if (isPosting(step) && !merged.isEmpty() && isFollowedBy(merged.getLast(), step)) {
                Step before = merged.removeLast();
                merged.add(new Step.Burst(first(before), count(before) + count(step), false));
            } else {
                merged.add(step);
            }
        }
        return tried(failing, merged);
    }

    private static boolean isFollowedBy(Step before, Step posting) {
        return isPosting(before) && first(before) + count(before) == first(posting);
    }

    private static boolean isPosting(Step step) {
        return step instanceof Step.Post || step instanceof Step.Burst;
    }

    private static int first(Step step) {
        return step instanceof Step.Burst burst ? burst.first() : ((Step.Post) step).message();
    }

    private static int count(Step step) {
        return step instanceof Step.Burst burst ? burst.count() : 1;
    }

    private List<Step> tried(List<Step> failing, List<Step> fewer) {
        if (fewer.size() == failing.size() || !mayGoOn.getAsBoolean()) {
            return failing;
        }
        Outcome outcome = run.apply(fewer);
        return outcome.failed() ? outcome.steps() : failing;
    }

    private List<Step> fewer(List<Step> failing) {
        List<Step> current = failing;
        for (int size = current.size() / 2; size > 0; size /= 2) {
            for (int from = 0; from + size <= current.size() && mayGoOn.getAsBoolean(); ) {
                Outcome outcome = run.apply(without(current, from, size));
                if (outcome.failed()) {
                    current = outcome.steps();
                } else {
                    from += size;
                }
            }
        }
        return current;
    }

    private static List<Step> without(List<Step> steps, int from, int size) {
        List<Step> left = new ArrayList<>(steps.subList(0, from));
        left.addAll(steps.subList(from + size, steps.size()));
        return left;
    }

    private List<Step> simpler(List<Step> failing) {
        List<Step> current = failing;
        for (int at = 0; at < current.size(); at++) {
            for (List<Step> simple : simpler(current.get(at))) {
                List<Step> other = new ArrayList<>(current.subList(0, at));
                other.addAll(simple);
                other.addAll(current.subList(at + 1, current.size()));
                Outcome outcome = mayGoOn.getAsBoolean() ? run.apply(other) : Outcome.NOT_TRIED;
                if (outcome.failed()) {
                    current = outcome.steps();
                    break;
                }
            }
        }
        return current;
    }

    /** What may stand for a step, the simplest first. */
    private static List<List<Step>> simpler(Step step) {
        return switch (step) {
            case Step.Post(int message, String text) ->
                text.equals("a") ? List.of() : List.of(List.of(new Step.Post(message, "a")));
            case Step.Burst(int first, int count, boolean alike) -> fewerMessages(first, count);
            case Step.Connect(int client, Place.Empty empty) ->
                List.of(List.of(new Step.Connect(client, new Place.New())));
            default -> List.of();
        };
    }

    private static List<List<Step>> fewerMessages(int first, int count) {
        List<List<Step>> fewer = new ArrayList<>();
        fewer.add(List.of(new Step.Post(first, "a")));
        fewer.add(List.of(new Step.Post(first, "a"), new Step.Post(first + 1, "b")));
        for (int less = 4; less < count; less *= 2) {
            fewer.add(List.of(new Step.Burst(first, less, false)));
        }
        return fewer;
    }
}
