package workbook.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedded model knows the lessons of this workbook, which the build put on the class path. */
class EmbeddedModelTest {

    private final EmbeddedModel model = new EmbeddedModel(Lessons.load(), Duration.ZERO);

    @Test
    void answersInTheLanguageOfTheQuestion() throws InterruptedException {
        assertTrue(answer("Why does a stream need a heartbeat?").contains("3.2 Heartbeat"));
        assertTrue(answer("为什么流需要心跳？").contains("3.2 心跳"));
        assertTrue(answer("What is SSE?").contains("Server-Sent Events"));
    }

    @Test
    void saysSoWhenItKnowsNothing() throws InterruptedException {
        assertTrue(answer("zzz").startsWith("I only know the lessons"));
        assertTrue(answer("量子").startsWith("我只读过"));
    }

    @Test
    void speaksInWordsAndInChineseInCharacters() throws InterruptedException {
        assertEquals(List.of("I", " only", " know"), pieces("zzz").subList(0, 3));
        assertEquals(List.of("我", "只", "读"), pieces("量子").subList(0, 3));
    }

    @Test
    void aNameOfManyPartsIsAQuestionLikeAnother() throws InterruptedException {
        assertTrue(answer("zzz" + ".zzz".repeat(4000)).startsWith("I only know the lessons"));
    }

    private String answer(String question) throws InterruptedException {
        return String.join("", pieces(question));
    }

    private List<String> pieces(String question) throws InterruptedException {
        List<String> pieces = new ArrayList<>();
        model.answer(question, pieces::add);
        return pieces;
    }
}
