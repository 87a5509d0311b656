package workbook.checker.checks.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives messages the numbers 1, 2, 3 in the order of their posting, where some were left out. */
final class Numbering {

    private final Map<Integer, Integer> messages = new HashMap<>();

    private Numbering() {}

    static List<Step> anew(List<Step> steps) {
        Numbering numbering = new Numbering();
        List<Step> anew = new ArrayList<>();
        steps.forEach(step -> anew.add(numbering.anew(step)));
        return anew;
    }

    private Step anew(Step step) {
        return switch (step) {
            case Step.Post(int message, String text) -> new Step.Post(next(message), text);
            case Step.Burst(int first, int count, boolean alike) -> {
                int begin = next(first);
                for (int n = 1; n < count; n++) {
                    next(first + n);
                }
                yield new Step.Burst(begin, count, alike);
            }
            case Step.Connect(int client, Place place) -> new Step.Connect(client, anew(place));
            case Step.Glance(int client, Place place, Step.Way way) -> new Step.Glance(client, anew(place), way);
            default -> step;
        };
    }

    private int next(int message) {
        messages.put(message, messages.size() + 1);
        return messages.get(message);
    }

    private Place anew(Place place) {
        return place instanceof Place.After(int message)
                ? new Place.After(messages.getOrDefault(message, message))
                : place;
    }
}
