package workbook.checker.checks.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws the steps of a walk. What is drawn hangs on the seed alone, and not on what the server does: the same seed gives
 * the same steps again.
 */
final class Drawing {

    private static final int MOST_CLIENTS = 4;

    /** After so many messages only small bursts are drawn: a walk has little time. */
    private static final int MOST_MESSAGES = 1500;

    /** The steps that come before the server is left alone for a while. */
    private static final int BEFORE_IDLE = 4;

    private static final int WITHIN = 12;

    private static final int LONG = 50_000;

    /** What is posted at once where nothing is kept. */
    private static final int MANY = 70;

    /**
     * The texts that tell most come first: a busy machine takes few steps. None begins with a space, which some libraries
     * lose: that is the subject of other checks.
     */
    private static final List<String> TELLING =
            List.of("one\r\ntwo\rthree\n", "\n", "two spaces  ", "id: 7\n\nid: 8", "中文 😀 é");

    private static final List<String> TEXTS = List.of(
            "a",
            "b",
            "c ",
            "roses\nviolets",
            "data: x",
            "event: reset",
            ": comment",
            "{\"a\": \"\\n\"}",
            "a\u2028b\u0085c",
            "0".repeat(1000),
            "0".repeat(LONG));

    private final RandomGenerator random;
    private final int room;
    private final boolean mayIdle;
    private final int idleAt;
    private final Deque<Step> next = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();
    private boolean idled;
    private final List<Integer> open = new ArrayList<>();
    private final List<Integer> used = new ArrayList<>();
    private int steps;
    private int comers;
    private int posted;

    /**
     * @param room how many messages are kept at least; 0 where nobody can come back
     * @param mayIdle whether there is time for doing nothing
     */
    Drawing(RandomGenerator random, int room, boolean mayIdle) {
        this.random = random;
        this.room = room;
        this.mayIdle = mayIdle;
        this.idleAt = BEFORE_IDLE + random.nextInt(WITHIN);
    }

    Step next() {
        if (next.isEmpty()) {
            draw();
        }
        steps++;
        return next.removeFirst();
    }

    private void draw() {
        int lot = random.nextInt(100);
        if (mayIdle && !idled && steps >= idleAt && posted > 0) {
            idle();
        } else if (lot < 26) {
            next.add(new Step.Post(++posted, text()));
        } else if (lot < 40) {
            burst();
        } else if (lot < 50) {
            connect(lot < 47 || room == 0 ? new Place.New() : new Place.Empty());
        } else if (lot < 74) {
            connect(back());
        } else if (lot < 80) {
            next.add(new Step.Glance(++comers, lot < 78 ? back() : new Place.New(), way()));
        } else if (lot < 92) {
            leave(open.isEmpty() ? 0 : 1);
        } else {
            leave(open.size());
        }
        if (next.isEmpty()) {
            next.add(new Step.Post(++posted, "a"));
        }
    }

    /** Each of the texts once, those that tell most before the others, in a random order; then all of them again. */
    private String text() {
        if (texts.isEmpty()) {
            texts.addAll(shuffled(TELLING));
            texts.addAll(shuffled(TEXTS));
        }
        return texts.removeFirst();
    }

    private List<String> shuffled(List<String> some) {
        List<String> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Whoever comes back then has not missed more than what is kept. */
    private void idle() {
        idled = true;
        next.add(new Step.Idle());
        if (room > 0) {
            connect(new Place.After(Math.max(1, posted - 1 - random.nextInt(3))));
        }
    }

    private void burst() {
        int few = 2 + random.nextInt(7);
        List<Integer> sizes = posted > MOST_MESSAGES
                ? List.of(few)
                : room == 0
                        ? List.of(few, few, few, MANY)
                        : List.of(few, few, few, few, room / 2, room - 1, room, room, room + 1, 2 * room + 1);
        int size = sizes.get(random.nextInt(sizes.size()));
        next.add(new Step.Burst(posted + 1, size, random.nextInt(4) == 0));
        posted += size;
        if (room > 0 && size > few && posted > size && random.nextInt(3) > 0) {
            connect(new Place.After(posted - size)); // who has missed exactly these
        }
    }

    /** One of the clients leaves for another where there is no place. */
    private void connect(Place place) {
        if (open.size() == MOST_CLIENTS) {
            leave(1);
        }
        open.add(++comers);
        next.add(new Step.Connect(comers, place));
    }

    private Place back() {
        if (room == 0 || posted == 0) {
            return new Place.New();
        }
        int lot = random.nextInt(20);
        if (lot == 0) {
            return new Place.Ahead();
        }
        if (lot == 1) {
            return new Place.Unknown("not-an-id");
        }
        if (lot < 6 && !used.isEmpty()) {
            return new Place.After(used.get(random.nextInt(used.size())));
        }
        int any = random.nextInt(posted);
        List<Integer> missed =
                List.of(0, 0, 1, 1, 2, 3, any, any, room / 2, room - 1, room, room + 1, 2 * room, 2 * room + 1);
        int message = Math.max(1, posted - missed.get(random.nextInt(missed.size())));
        used.add(message);
        return new Place.After(message);
    }

    private void leave(int count) {
        for (int n = 0; n < count; n++) {
            next.add(new Step.Leave(open.remove(random.nextInt(open.size())), way()));
        }
    }

    private Step.Way way() {
        return random.nextBoolean() ? Step.Way.FIN : Step.Way.RST;
    }
}
