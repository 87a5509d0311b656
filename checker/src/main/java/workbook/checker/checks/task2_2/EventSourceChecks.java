package workbook.checker.checks.task2_2;

import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Probe;

/** The page reads {@code GET /events} with EventSource, shows messages and state, and obeys two buttons. */
@Checks
final class EventSourceChecks {

    @Check(number = 1, en = "It connects with EventSource", zh = "用 EventSource 建立连接", rule = "HTML 9.2.2", clauses = 1)
    void connects(Probe probe) {
        EventSourcePage.loaded(probe).requireByItself();
    }

    @Check(number = 2, en = "Every message is one item", zh = "每条消息是一项", rule = "HTML 9.2.6", clauses = 2, needs = 1)
    void everyMessageIsOneItem(Probe probe) {
        MessageForms messages = new MessageForms(probe);
        messages.send();
        messages.requireItems();
        messages.requireConsole();
    }

    @Check(number = 3, en = "Text is never markup", zh = "文本永远不是标记", clauses = 3, needs = 2)
    void textIsNeverMarkup(Probe probe) {
        new MessageForms(probe).requireNoMarkup();
    }

    @Check(number = 4, en = "The state is shown", zh = "显示连接状态", rule = "HTML 9.2.2", clauses = 4, needs = 1)
    void theStateIsShown(Probe probe) {
        ConnectionStates page = new ConnectionStates(probe, EventSourcePage.Plan.GATED);
        page.requireConnecting();
        page.requireOpen();
    }

    @Check(
            number = 5,
            en = "After a cut, nothing is doubled",
            zh = "断线重连后没有重复",
            rule = "HTML 9.2.3",
            clauses = 5,
            needs = {2, 4})
    void nothingIsDoubled(Probe probe) {
        ConnectionStates page = new ConnectionStates(probe, EventSourcePage.Plan.STREAM, EventSourcePage.Plan.GATED);
        page.cut();
        page.requireReconnecting();
        page.requireNothingDoubled();
    }

    @Check(number = 6, en = "A refusal is the end", zh = "被拒绝就到此为止", rule = "HTML 9.2.3", clauses = 6, needs = 5)
    void aRefusalIsTheEnd(Probe probe) {
        ConnectionStates refused = new ConnectionStates(probe, EventSourcePage.Plan.WRONG_TYPE);
        refused.requireClosed("Content-Type: text/html");
        refused.requireNoMoreRequests(1, "Content-Type: text/html");
        ConnectionStates page =
                new ConnectionStates(probe, EventSourcePage.Plan.STREAM, EventSourcePage.Plan.NO_CONTENT);
        page.cutWhenOpen();
        page.requireClosed("204 No Content");
        page.requireNoMoreRequests(2, "204 No Content");
    }

    @Check(
            number = 7,
            en = "The buttons are obeyed",
            zh = "按钮说到做到",
            rule = "HTML 9.2.2",
            clauses = 7,
            needs = {2, 4})
    void theButtonsAreObeyed(Probe probe) {
        Buttons page = new Buttons(probe);
        page.requireDisconnected();
        page.requireConnectedOnce();
        Buttons.requireConnectedAfterRefusal(probe);
        Buttons.requireDisconnectedWhileConnecting(probe);
    }
}
