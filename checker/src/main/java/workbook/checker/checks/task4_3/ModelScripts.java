package workbook.checker.checks.task4_3;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import workbook.checker.scripted.ModelAnswer;
import workbook.checker.scripted.ModelScript;

/** Scripts for the model that the server asks: complete answers, and every way to fail. */
final class ModelScripts {

    private static final int TOKENS_OF_A_FLOW = 2000;

    private ModelScripts() {}

    /** All that an answer has, as most endpoints send it. */
    static ModelScript answer(List<String> pieces) {
        return answer -> {
            begin(answer, pieces)
                    .chunk(ModelAnswer.ofFinish())
                    .chunk(ModelAnswer.ofUsage())
                    .chunk(ModelAnswer.ofDone());
            answer.end();
        };
    }

    private static ModelAnswer begin(ModelAnswer answer, List<String> pieces) {
        answer.open().chunk(ModelAnswer.ofRole());
        for (String piece : pieces) {
            answer.delta(piece);
        }
        return answer;
    }

    /** Answers only when the check opens the gate. */
    static ModelScript behind(CountDownLatch gate) {
        return answer -> answer(List.of("late")).play(answer.await(gate));
    }

    /** Sends each piece when its gate is opened. */
    static ModelScript gated(List<CountDownLatch> gates) {
        return answer -> {
            answer.open().chunk(ModelAnswer.ofRole());
            for (int i = 0; i < gates.size(); i++) {
                answer.await(gates.get(i)).delta(" token" + i);
            }
            answer.chunk(ModelAnswer.ofFinish()).chunk(ModelAnswer.ofDone()).end();
        };
    }

    /** The end is told by a reason only, without {@code [DONE]}. */
    static ModelScript withoutDone() {
        return answer -> begin(answer, List.of("Hello", " there"))
                .chunk(ModelAnswer.ofFinish())
                .end();
    }

    /** The end is told by a reason only, and the connection breaks behind it. */
    static ModelScript cutBehindFinish() {
        return answer -> begin(answer, List.of("Hello", " there"))
                .chunk(ModelAnswer.ofFinish())
                .cut();
    }

    static ModelScript refused(int status, String contentType, String body) {
        return answer -> answer.refuse(status, contentType, body);
    }

    /** Something goes wrong behind two pieces; what comes after that must not count. */
    static ModelScript error() {
        return answer -> {
            begin(answer, List.of("Hello", " there"))
                    .chunk(ModelAnswer.ofError("out of memory"))
                    .chunk(ModelAnswer.ofDone());
            answer.end();
        };
    }

    static ModelScript cut() {
        return answer -> begin(answer, List.of("Hello", " there")).cut();
    }

    /** The body ends as HTTP has it, but nobody said that the answer is complete. */
    static ModelScript unfinished() {
        return answer -> begin(answer, List.of("Hello", " there")).end();
    }

    /** Takes the question and says nothing, not even a status. */
    static ModelScript silent() {
        return ModelAnswer::stall;
    }

    static ModelScript silentAfterAToken() {
        return answer -> begin(answer, List.of("Hello")).stall();
    }

    /** Thinks for long, but shows that it does. */
    static ModelScript alive(int comments, Duration pause) {
        return answer -> {
            answer.open();
            for (int i = 0; i < comments; i++) {
                answer.chunk(": PROCESSING\n\n").think(pause);
            }
            answer.delta("late")
                    .chunk(ModelAnswer.ofFinish())
                    .chunk(ModelAnswer.ofDone())
                    .end();
        };
    }

    /** A token every now and then, for as long as anybody could read. */
    static ModelScript flowing(Duration pause) {
        return answer -> {
            answer.open().chunk(ModelAnswer.ofRole());
            for (int i = 0; i < TOKENS_OF_A_FLOW; i++) {
                answer.delta(" token" + i).think(pause);
            }
        };
    }
}
