package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.finding.Finding;

/** What a learner writes into answers.yaml, and what is said of it. */
class AnswersTest {

    @TempDir
    Path folder;

    @Test
    void allRight() {
        assertDoesNotThrow(
                () -> require(
                        """
                # a comment
                sky:
                  blue: yes
                  green: no   # of course
                colour: Dark Blue
                legs: 4
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yes", "Yes", "YES", "y", "true", "True", "on", "\"yes\"", "'yes'", "是", "能", "yes # I think"})
    void waysToSayYes(String word) {
        assertDoesNotThrow(() -> require(filled(word, "no", "dark-blue", "4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No", "NO", "n", "false", "FALSE", "off", "\"no\"", "否", "不能"})
    void waysToSayNo(String word) {
        assertDoesNotThrow(() -> require(filled("yes", word, "dark-blue", "4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"\"", "# nothing yet"})
    void nothingFilledInIsNotStarted(String nothing) {
        assertThrows(ExerciseNotStarted.class, () -> require(filled(nothing, nothing, nothing, nothing)));
    }

    @Test
    void oneThatIsMissing() {
        assertReceived("not answered yet: legs (line 5)", filled("yes", "no", "dark-blue", ""));
    }

    @Test
    void manyThatAreMissing() {
        assertReceived(
                "not answered yet: sky.green (line 3), colour (line 4), legs (line 5)", filled("yes", "", "", ""));
    }

    @Test
    void aKeyThatWasDeleted() {
        assertReceived("not answered yet: sky.green, colour, legs", "sky:\n  blue: yes\n");
    }

    @Test
    void aWrongAnswerComesWithTheFact() {
        Finding finding = finding(filled("no", "no", "dark-blue", ""));
        assertEquals("sky.blue: yes", finding.expected().en());
        assertEquals("line 2: no", finding.received().en());
        assertEquals("blue light is scattered more", finding.why().en());
    }

    @Test
    void severalWrongAnswers() {
        assertReceived(
                "line 2: no. not right either: sky.green (line 3), colour (line 4), legs (line 5)",
                filled("no", "yes", "red", "3"));
    }

    @Test
    void aWordThatIsNoAnswer() {
        Finding finding = finding(filled("no", "perhaps", "dark-blue", "4"));
        assertEquals("sky.green: yes or no", finding.expected().en());
        assertEquals("line 3: perhaps", finding.received().en());
        assertEquals(
                "colour: dark-blue | red",
                finding(filled("yes", "no", "pink", "4")).expected().en());
        assertEquals(
                "legs: a whole number",
                finding(filled("yes", "no", "red", "four")).expected().en());
    }

    @Test
    void aKeyThatNobodyAskedFor() {
        Finding finding = finding("sky:\n  bleu: yes\n  green: no\ncolour: red\nlegs: 4\n");
        assertEquals("line 2: \"sky.bleu\"", finding.received().en());
        assertEquals(
                "the key was changed, or its indent; missing now: sky.blue",
                finding.likely().en());
    }

    @Test
    void aKeyThatIsThereTwice() {
        assertReceived("line 2: the key \"legs\" is there twice", "legs: 4\nlegs: 4\n");
    }

    @Test
    void noSpaceBehindTheColon() {
        assertReceived(
                "line 3: this is no YAML: mapping values are not allowed here", "sky:\n  blue:yes\n  green: no\n");
    }

    @Test
    void aListWhereOneWordBelongs() {
        assertReceived("line 1: expected one value", "legs: [4]\n");
    }

    @Test
    void anEmptyFile() {
        assertReceived("line 1: the file is empty", "");
    }

    @Test
    void noFile() {
        CheckFailure failure = assertThrows(CheckFailure.class, () -> answers().require());
        assertEquals("the file is missing", failure.finding().received().en());
        assertEquals("文件不存在", failure.finding().received().zh());
    }

    private static String filled(String blue, String green, String colour, String legs) {
        return "sky:\n  blue: %s\n  green: %s\ncolour: %s\nlegs: %s\n".formatted(blue, green, colour, legs);
    }

    private void assertReceived(String words, String yaml) {
        assertEquals(words, finding(yaml).received().en());
    }

    private Finding finding(String yaml) {
        return assertThrows(CheckFailure.class, () -> require(yaml)).finding();
    }

    private void require(String yaml) throws IOException {
        Files.writeString(folder.resolve(Answers.FILE), yaml);
        answers().require();
    }

    private Answers answers() {
        return new Answers(folder.resolve(Answers.FILE), "exercises/9.9/answers.yaml")
                .yesNo("sky.blue", true, text("blue light is scattered more", "蓝光散射更强"))
                .yesNo("sky.green", false, text("it is blue", "它是蓝的"))
                .oneOf("colour", List.of("dark-blue", "red"), "dark-blue", text("a fact", "事实"))
                .number("legs", 4, text("a fact", "事实"));
    }
}
