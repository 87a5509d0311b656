package workbook.checker.checks.walk;

import static workbook.checker.text.Text.text;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.text.Text;

/** What steps that cannot be left out say of the cause. */
final class Suspicion {

    private static final int FEW = 8;

    private Suspicion() {}

    static Text of(List<Step> steps) {
        if (steps.stream().anyMatch(Step.Idle.class::isInstance)) {
            return text(
                    "something is forgotten or ended by time alone: only messages that push out older ones may do that",
                    "有内容仅仅因为时间流逝就被丢弃或结束了：只有新消息挤掉旧消息才可以");
        }
        if (isReturn(steps.getLast()) && comesTwice(steps)) {
            return text(
                    "what one client was sent, or the id that it brought, is taken away from the next one that brings the same id",
                    "发给一个客户端的内容（或它带来的 id）被取走了，下一个带同样 id 的客户端就得不到");
        }
        Optional<Integer> burst = steps.stream()
                .filter(Step.Burst.class::isInstance)
                .map(step -> ((Step.Burst) step).count())
                .filter(count -> count > FEW)
                .max(Integer::compare);
        if (burst.isPresent()) {
            return text(
                    "it goes wrong with %d messages in a row, and not with half of them: look for a limit to what is kept or sent at once",
                    "连续 %d 条消息就会出错，减半则不会：检查保存数量或一次发送数量的上限", burst.get());
        }
        return isReturn(steps.getLast()) && postsToNobody(steps)
                ? text("a message is kept only while somebody is connected", "只有当有客户端连接时，消息才会保存下来")
                : Text.NONE;
    }

    private static boolean isReturn(Step step) {
        return step instanceof Step.Connect connect && connect.place() instanceof Place.After;
    }

    private static boolean comesTwice(List<Step> steps) {
        Set<Place> places = new HashSet<>();
        return steps.stream()
                .map(step -> step instanceof Step.Connect connect ? connect.place() : null)
                .anyMatch(place -> place instanceof Place.After && !places.add(place));
    }

    /** The one message that was posted to nobody is missed by somebody who comes back. */
    private static boolean postsToNobody(List<Step> steps) {
        int clients = 0;
        boolean nobody = false;
        for (Step step : steps) {
            switch (step) {
                case Step.Connect connect -> clients++;
                case Step.Leave leave -> clients--;
                case Step.Post post -> nobody |= clients == 0;
                case Step.Burst burst -> nobody |= clients == 0;
                default -> {
                    // It tells nothing of who is there.
                }
            }
        }
        return nobody;
    }
}
