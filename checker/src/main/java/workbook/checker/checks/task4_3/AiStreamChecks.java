package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.text;

import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Probe;

/** {@code POST /questions} takes a question, its stream brings the answer of a model while it is made. */
@Checks
final class AiStreamChecks {

    private ModelServer modelServer;
    private ModelPatience patience;
    private LeavingReaders leaving;

    @Check(number = 1, en = "A question is accepted", zh = "问题能被接受", clauses = 1)
    void aQuestionIsAccepted(Probe probe) {
        new QuestionBodies(probe).requireTwo();
    }

    @Check(number = 2, en = "Bad questions are refused", zh = "无效的问题会被拒绝", clauses = 2, needs = 1)
    void badQuestionsAreRefused(Probe probe) {
        QuestionBodies questions = new QuestionBodies(probe);
        questions.requireRefused("{}", text("a question that is missing", "没有 question"));
        questions.requireRefused("{\"question\": \"\"}", text("an empty question", "问题是空的"));
        questions.requireRefused("{\"question\": \" \\n\\t\"}", text("a question of white space", "问题只有空白"));
        questions.requireRefused("{\"question\": 42}", text("a question that is no string", "问题不是字符串"));
        questions.requireRefused("null", text("a body that is null", "请求体是 null"));
        questions.requireRefused("{\"question\": null}", text("a question that is null", "question 是 null"));
        questions.requireRefused("[\"why\"]", text("a body that is no object", "请求体不是对象"));
        questions.requireRefused("why?", text("a body that is no JSON", "请求体不是 JSON"));
        questions.requireUnknown(probe.word());
    }

    @Check(
            number = 3,
            en = "It opens before the model answers",
            zh = "模型回答之前打开流",
            rule = "HTML 9.2.3",
            clauses = 3,
            needs = 1)
    void opensBeforeTheModelAnswers(Probe probe) {
        modelServer = ModelServer.start(probe);
        ModelRequests.requireOpening(modelServer);
    }

    @Check(number = 4, en = "The model gets the question", zh = "问题原样交给模型", clauses = 4, needs = 3)
    void theModelGetsTheQuestion(Probe probe) {
        ModelRequests.requireQuestion(modelServer);
    }

    @Check(number = 5, en = "Every token at once", zh = "每个 token 立即送达", clauses = 5, needs = 4)
    void everyTokenAtOnce(Probe probe) {
        TokenDelay.requireAtOnce(modelServer);
    }

    @Check(number = 6, en = "The text is whole", zh = "文本完整无误", clauses = 5, needs = 5)
    void theTextIsWhole(Probe probe) {
        TextFidelity.require(modelServer, ModelTexts.plain());
        TextFidelity.require(modelServer, ModelTexts.random(probe));
        new StreamForms(modelServer).requireWholeCharacters();
        new StreamForms(modelServer).require();
    }

    @Check(number = 7, en = "The end is told", zh = "用事件通知结束", clauses = 6, needs = 6)
    void theEndIsTold(Probe probe) {
        AnswerEndings.requireDone(modelServer.talk(ModelScripts.answer(ModelTexts.plain())));
        AnswerEndings.requireDone(modelServer.talk(ModelScripts.withoutDone()));
        AnswerEndings.requireDone(modelServer.talk(ModelScripts.cutBehindFinish()));
    }

    @Check(number = 8, en = "A failure is told", zh = "用事件通知失败", clauses = 7, needs = 7)
    void aFailureIsTold(Probe probe) {
        AnswerEndings.requireFailed(modelServer);
    }

    @Check(number = 9, en = "Everyone gets their own answer", zh = "每个人得到自己的回答", clauses = 8, needs = 7)
    void everyoneGetsTheirOwnAnswer(Probe probe) {
        SeveralReaders.requireOwnAnswers(modelServer);
    }

    @Check(number = 10, en = "The model is asked once", zh = "模型只问一次", clauses = 9, needs = 7)
    void theModelIsAskedOnce(Probe probe) {
        SeveralReaders.requireOnce(modelServer);
    }

    @Check(
            number = 11,
            en = "A sign of life while it thinks",
            zh = "思考时也有心跳",
            rule = "HTML 9.2.7",
            clauses = 10,
            needs = 9)
    void aSignOfLifeWhileItThinks(Probe probe) {
        patience = ModelPatience.open(modelServer);
        leaving = LeavingReaders.open(modelServer);
        patience.requireHeartbeats();
    }

    @Check(
            number = 12,
            en = "A model that falls silent",
            zh = "模型长时间没有输出",
            clauses = 11,
            needs = {8, 11})
    void aModelThatFallsSilent(Probe probe) {
        patience.requireTimeout();
    }

    @Check(number = 13, en = "A reader that leaves stops the model", zh = "读者断开，模型停止", clauses = 12, needs = 11)
    void aReaderThatLeavesStopsTheModel(Probe probe) {
        leaving.requireStopped();
    }

    @Check(number = 14, en = "The page asks", zh = "页面能提问", rule = "HTML 9.2.2", clauses = 13)
    void thePageAsks(Probe probe) {
        PageChecks.requireAsking(probe);
    }

    @Check(number = 15, en = "The answer grows", zh = "回答逐字增长", clauses = 14, needs = 14)
    void theAnswerGrows(Probe probe) {
        PageChecks.requireGrowing(probe);
    }

    @Check(number = 16, en = "Text stays text", zh = "文本就是文本", clauses = 15, needs = 15)
    void textStaysText(Probe probe) {
        PageChecks.requireText(probe);
    }

    @Check(
            number = 17,
            en = "After done it asks nothing again",
            zh = "done 之后不再发请求",
            rule = "HTML 9.2.3",
            clauses = 16,
            needs = 15)
    void afterDoneItAsksNothingAgain(Probe probe) {
        PageChecks.requireClosing(probe);
    }

    @Check(number = 18, en = "A failure is shown", zh = "失败要显示出来", clauses = 17, needs = 17)
    void aFailureIsShown(Probe probe) {
        PageChecks.requireFailure(probe);
    }

    @Check(number = 19, en = "Stop stops", zh = "停止就是停止", clauses = 18, needs = 17)
    void stopStops(Probe probe) {
        PageChecks.requireStop(probe);
        PageChecks.requireStopWhileAsking(probe);
        NextQuestion.requireAlone(probe);
        PageChecks.requireLateIgnored(probe);
    }
}
