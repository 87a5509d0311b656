package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import workbook.checker.text.Text;

class TroubleTest {

    @Test
    void whatHappenedIsSaidWithoutTheLinesThatAreOnTheScreenAlready() {
        Trouble trouble = new Trouble.Exited(7, Duration.ofMillis(1234), Text.NONE, "the last line");
        String happened = "Your program exited with code 7 after 1.2 s, before it listened on a port.";
        assertEquals(happened, trouble.happened().en());
        assertEquals(happened + " Its last lines:", trouble.sentence().en());
        assertEquals("the last line", trouble.detail());
    }

    @Test
    void silenceIsSaid() {
        Trouble trouble = new Trouble.EndlessOutput(20 << 20, " ");
        assertEquals(
                "程序输出了 20 MB，却没有监听任何端口：似乎陷入了死循环。它没有任何输出。", trouble.sentence().zh());
    }

    /** The words of a command are its own, even where they are ours. */
    @Test
    void nothingIsTakenOutOfACommand() {
        Trouble trouble = new Trouble.CannotStart("echo It printed nothing.", "no such file");
        assertEquals(
                "The program could not be started (no such file): echo It printed nothing.",
                trouble.happened().en());
    }
}
