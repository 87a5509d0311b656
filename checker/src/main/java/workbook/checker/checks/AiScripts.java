package workbook.checker.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import workbook.checker.endpoint.Answer;
import workbook.checker.endpoint.Script;

/** What a model does, well or badly. */
final class AiScripts {

    private static final int TOKENS_OF_A_FLOW = 2000;

    private AiScripts() {}

    /** All that an answer has, as most endpoints send it. */
    static Script answer(List<String> pieces) {
        return answer -> {
            begin(answer, pieces)
                    .chunk(Answer.ofFinish())
                    .chunk(Answer.ofUsage())
                    .chunk(Answer.ofDone());
            answer.end();
        };
    }

    private static Answer begin(Answer answer, List<String> pieces) throws IOException {
        answer.open().chunk(Answer.ofRole());
        for (String piece : pieces) {
            answer.delta(piece);
        }
        return answer;
    }

    /** Answers only when the check opens the gate. */
    static Script behind(CountDownLatch gate) {
        return answer -> answer(List.of("late")).play(answer.await(gate));
    }

    /** Each piece when its gate is opened. */
    static Script gated(List<CountDownLatch> gates) {
        return answer -> {
            answer.open().chunk(Answer.ofRole());
            for (int i = 0; i < gates.size(); i++) {
                answer.await(gates.get(i)).delta(" token" + i);
            }
            answer.chunk(Answer.ofFinish()).chunk(Answer.ofDone()).end();
        };
    }

    /** The end is told by a reason only, without {@code [DONE]}. */
    static Script withoutDone() {
        return answer -> begin(answer, List.of("Hello", " there"))
                .chunk(Answer.ofFinish())
                .end();
    }

    /** The same, and the connection breaks behind it. */
    static Script cutBehindFinish() {
        return answer -> begin(answer, List.of("Hello", " there"))
                .chunk(Answer.ofFinish())
                .cut();
    }

    static Script refused(int status, String contentType, String body) {
        return answer -> answer.refuse(status, contentType, body);
    }

    /** Something goes wrong behind two pieces; what comes after that must not count. */
    static Script error() {
        return answer -> {
            begin(answer, List.of("Hello", " there"))
                    .chunk(Answer.ofError("out of memory"))
                    .chunk(Answer.ofDone());
            answer.end();
        };
    }

    static Script cut() {
        return answer -> begin(answer, List.of("Hello", " there")).cut();
    }

    /** The body ends as HTTP has it, but nobody said that the answer is complete. */
    static Script unfinished() {
        return answer -> begin(answer, List.of("Hello", " there")).end();
    }

    /** Takes the question and says nothing, not even a status. */
    static Script silent() {
        return Answer::stall;
    }

    static Script silentAfterAToken() {
        return answer -> begin(answer, List.of("Hello")).stall();
    }

    /** Thinks for long, but shows that it does. */
    static Script alive(int comments, Duration pause) {
        return answer -> {
            answer.open();
            for (int i = 0; i < comments; i++) {
                answer.chunk(": PROCESSING\n\n").think(pause);
            }
            answer.delta("late").chunk(Answer.ofFinish()).chunk(Answer.ofDone()).end();
        };
    }

    /** A token every now and then, for as long as anybody could read. */
    static Script flowing(Duration pause) {
        return answer -> {
            answer.open().chunk(Answer.ofRole());
            for (int i = 0; i < TOKENS_OF_A_FLOW; i++) {
                answer.delta(" token" + i).think(pause);
            }
        };
    }
}
