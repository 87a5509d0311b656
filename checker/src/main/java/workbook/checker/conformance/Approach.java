package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.server.Secrets;
import workbook.checker.text.Text;

/**
 * Opens the main stream, following redirects, and tells what is no event stream from one that breaks rules.
 *
 * @param hops the answers that redirected, in order
 * @param main the answer that did not
 * @param caused whether its head came only when the probe had caused an event
 */
record Approach(List<Connection> hops, Connection main, boolean caused, Plan plan, ConnectionBudget budget) {

    /** For the first answer: a server that owes one for so long is not there. */
    private static final Duration FIRST_HEAD = Duration.ofSeconds(15);

    /** What sends no head by then may be waiting for its first event. */
    private static final Duration UNCAUSED = Duration.ofSeconds(3);

    /** @throws Unusable if there is no event stream to judge */
    static Approach begin(Plan plan, Function<Plan, ConnectionBudget> budgets, Listening listening) {
        List<Connection> hops = new ArrayList<>();
        List<Endpoint> followed = new ArrayList<>();
        Plan next = plan;
        while (true) {
            ConnectionBudget budget = budgets.apply(next);
            boolean reached = false;
            try {
                listening.waitsFor(text("the first answer", "第一个响应"));
                Connection main = budget.openMain(text("the main stream", "主流"), next.endpoint().stream());
                boolean caused = causesHead(main, next, budget);
                ResponseHead head = head(main, next);
                Optional<URI> target = Redirection.target(head, next.endpoint().uri());
                if (target.isEmpty()) {
                    NoEventStream.instead(head, next.endpoint()).ifPresent(instead -> {
                        throw Unusable.misdirected(instead);
                    });
                    reached = true;
                    return new Approach(List.copyOf(hops), main, caused, next, budget);
                }
                hops.add(main);
                followed.add(next.endpoint());
                next = next.with(Redirection.followed(followed, head.status(), target.get(), next.remote()));
            } finally {
                if (!reached) {
                    budget.close();
                }
            }
        }
    }

    /** Causes an event where no head comes and the plan says how: many a framework sends the head with the first event. */
    private static boolean causesHead(Connection main, Plan plan, ConnectionBudget budget) {
        if (plan.post().isEmpty()
                || main.awaitHead(plan.scale().limit(UNCAUSED)).isPresent()
                || main.end().isPresent()) {
            return false;
        }
        try (Places place = budget.takeForCause()) {
            Text name = text("POST, as no head had come", "因没有收到响应头而发出的 POST");
            place.open(name, plan.post().get()).awaitHead(plan.scale().limit(Observation.ANSWER));
            return true;
        } catch (NotSeen noConnection) {
            return false; // the head may come all the same
        }
    }

    private static ResponseHead head(Connection main, Plan plan) {
        Optional<ResponseHead> head = main.awaitHead(plan.scale().limit(FIRST_HEAD));
        if (head.isPresent()) {
            return head.get();
        }
        throw Unusable.unreachable(main.end()
                .map(end -> NoEventStream.because(end, plan.endpoint().uri()))
                .orElseGet(() -> text(
                        "%s was connected, but sent no answer within %d s. Does it wait for something before it sends the"
                                + " head? A stream's head goes out at once. If it waits for an event: --post URL causes one.",
                        "%s 已连接，但 %d 秒内没有响应。服务器是否在等待什么之后才发送响应头？流的响应头应当立即发送。如果它在等待事件：--post URL 可以触发一个。",
                        where(plan),
                        FIRST_HEAD.toSeconds())));
    }

    private static String where(Plan plan) {
        return Secrets.masked(plan.endpoint().uri()).toString();
    }
}
