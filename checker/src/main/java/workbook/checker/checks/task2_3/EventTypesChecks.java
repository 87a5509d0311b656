package workbook.checker.checks.task2_3;

import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Probe;

/** {@code GET /events} sends notifications and updates in turn, without an end, to each client its own run. The page has a list for each type. */
@Checks
final class EventTypesChecks {

    private FeedRuns runs;

    @Check(number = 1, en = "It opens as an event stream", zh = "以事件流的形式打开", rule = "HTML 9.2.5", clauses = 1)
    void opens(Probe probe) {
        runs = new FeedRuns(probe);
        runs.first().requireEventStream();
    }

    @Check(
            number = 2,
            en = "Headers at once, and not cached",
            zh = "响应头立即发出，且不缓存",
            rule = "HTML 9.2.3",
            clauses = 2,
            needs = 1)
    void headersAtOnce(Probe probe) {
        runs.first().requireHeadersAtOnce();
        runs.first().requireNotCached();
    }

    @Check(number = 3, en = "Two types, in turn", zh = "两种类型，交替出现", rule = "HTML 9.2.6", clauses = 3, needs = 1)
    void twoTypesInTurn(Probe probe) {
        runs.first().requireTypes();
    }

    @Check(
            number = 4,
            en = "Data is JSON with n and text",
            zh = "data 是含 n 和 text 的 JSON",
            rule = "RFC 8259 2",
            clauses = 4,
            needs = 3)
    void dataIsJson(Probe probe) {
        runs.first().requireItems();
    }

    @Check(number = 5, en = "n counts every event", zh = "n 给每个事件编号", clauses = 5, needs = 4)
    void nCountsEveryEvent(Probe probe) {
        runs.first().requireCounting();
    }

    @Check(number = 6, en = "One per interval, without an end", zh = "每个间隔一个，没有终点", clauses = 6, needs = 4)
    void onePerInterval(Probe probe) {
        runs.requirePace();
    }

    @Check(number = 7, en = "The texts go round", zh = "文本循环使用", clauses = 7, needs = 6)
    void theTextsGoRound(Probe probe) {
        runs.requireRounds();
    }

    @Check(
            number = 8,
            en = "Every client has its own run",
            zh = "每个客户端都有自己的一轮",
            clauses = {8, 12},
            needs = {5, 7})
    void everyClientHasItsOwnRun(Probe probe) {
        runs.requireOwnRuns();
    }

    @Check(number = 9, en = "The page: each type in its list", zh = "页面：每种类型进自己的列表", rule = "HTML 9.2.6", clauses = 9)
    void eachTypeInItsList(Probe probe) {
        FeedPage page = new FeedPage(probe);
        page.send();
        page.requireLists();
        page.requireOneSourceAfterACut();
        page.requireOnceAfterTheCut();
    }

    @Check(
            number = 10,
            en = "The page: another type changes nothing",
            zh = "页面：其他类型什么都不改变",
            rule = "HTML 9.2.6",
            clauses = 10,
            needs = 9)
    void anotherTypeChangesNothing(Probe probe) {
        FeedPage page = new FeedPage(probe);
        page.send();
        page.sendStrangers();
        page.requireLists();
    }

    @Check(number = 11, en = "The page: text is never markup", zh = "页面：文本永远不是标记", clauses = 11, needs = 9)
    void textIsNeverMarkup(Probe probe) {
        new FeedPage(probe).requireNoMarkup();
    }
}
