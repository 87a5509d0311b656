package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.server.Secrets;

/**
 * Opens the main stream, following redirects, and tells what is no event stream from one that breaks rules.
 *
 * @param hops the answers that redirected, in order
 * @param main the answer that did not
 */
record Approach(List<Connection> hops, Connection main, Plan plan, ConnectionBudget budget) {

    /** For the first answer: a server that owes one for so long is not there. */
    private static final Duration FIRST_HEAD = Duration.ofSeconds(15);

    /** @throws Unusable if there is no event stream to judge */
    static Approach begin(Plan plan, Function<Plan, ConnectionBudget> budgets, Listening listening) {
        List<Connection> hops = new ArrayList<>();
        List<URI> addresses = new ArrayList<>();
        Plan next = plan;
        while (true) {
            ConnectionBudget budget = budgets.apply(next);
            boolean followed = false;
            try {
                listening.waitsFor(text("the first answer", "第一个响应"));
                Connection main = budget.openMain(text("the main stream", "主流"), next.endpoint().stream());
                ResponseHead head = head(main, next);
                Optional<URI> target = Redirection.target(head, next.endpoint().uri());
                if (target.isEmpty()) {
                    NoEventStream.instead(head, next.endpoint()).ifPresent(instead -> {
                        throw Unusable.misdirected(instead);
                    });
                    followed = true;
                    return new Approach(List.copyOf(hops), main, next, budget);
                }
                hops.add(main);
                addresses.add(next.endpoint().uri());
                next = next.with(Redirection.followed(next.endpoint(), target.get(), addresses, next.remote()));
            } finally {
                if (!followed) {
                    budget.close();
                }
            }
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
                                + " head? A stream's head goes out at once.",
                        "%s 已连接，但 %d 秒内没有响应。服务器是否在等待什么之后才发送响应头？流的响应头应当立即发送。", where(plan), FIRST_HEAD.toSeconds())));
    }

    private static String where(Plan plan) {
        return Secrets.masked(plan.endpoint().uri()).toString();
    }
}
