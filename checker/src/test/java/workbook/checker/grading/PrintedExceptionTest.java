package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import workbook.checker.text.Language;

class PrintedExceptionTest {

    private static Optional<String> said(String output) {
        return PrintedException.exception(output).map(text -> text.in(Language.EN));
    }

    @Test
    void javaNamesTheFirstFrameOfTheLearner() {
        assertEquals(
                Optional.of("Your server printed: java.lang.IllegalStateException: gone, in LogFile.java:31"),
                said(
                        """
                        12:00:01 WARNING unhandled
                        java.lang.IllegalStateException: gone
                        \tat java.base/java.util.Objects.requireNonNull(Objects.java:220)
                        \tat workbook.LogFile.read(LogFile.java:31)
                        """));
    }

    @Test
    void pythonNamesTheInnermostCallThatIsNotOfItsLibrary() {
        assertEquals(
                Optional.of(
                        "Your server printed: TypeError: can only concatenate str (not \"float\") to str, in server.py:24"),
                said(
                        """
                        listening on http://127.0.0.1:8080
                        Traceback (most recent call last):
                          File "/home/me/server.py", line 190, in serve
                            handler(self)
                          File "/home/me/server.py", line 24, in events
                            out.write("data: " + now())
                                      ~~~~~~~~~^~~~~~~
                          File "/usr/lib/python3.11/json/encoder.py", line 200, in encode
                            chunks = self.iterencode(o, _one_shot=True)
                        TypeError: can only concatenate str (not "float") to str
                        """));
    }

    @Test
    void nodeNamesTheFirstFrameThatIsNotItsOwn() {
        assertEquals(
                Optional.of("Your server printed: TypeError: reader.write is not a function, in server.mjs:36"),
                said(
                        """
                        TypeError: reader.write is not a function
                            at new Script (node:vm:117:7)
                            at advance (file:///home/me/server.mjs:36:10)
                            at Server.emit (node:events:517:28)
                        """));
    }

    @Test
    void goNamesTheFirstFrameThatIsNotOfItsLibrary() {
        assertEquals(
                Optional.of(
                        "Your server printed: runtime error: index out of range [3] with length 3, in server.go:31"),
                said(
                        """
                        2026/01/02 10:00:00 http: panic serving 127.0.0.1:4711: runtime error: index out of range [3] with length 3
                        goroutine 21 [running]:
                        net/http.(*conn).serve.func1()
                        \t/usr/lib/go-1.24/src/net/http/server.go:1947 +0xb0
                        panic({0x6c1a20?, 0xc00001a3a8?})
                        \t/usr/lib/go-1.24/src/runtime/panic.go:787 +0x124
                        main.events({0x7d0a40, 0xc0000001c0}, 0xc00013c000)
                        \t/home/me/server.go:31 +0x6c
                        """));
    }

    @Test
    void theLastOfSeveralIsNamed() {
        assertEquals(
                Optional.of("Your server printed: ValueError: second, in server.py:2"),
                said(
                        """
                        Traceback (most recent call last):
                          File "server.py", line 1, in a
                        ValueError: first
                        Traceback (most recent call last):
                          File "server.py", line 2, in b
                        ValueError: second
                        """));
    }

    @Test
    void whatIsNoExceptionIsNone() {
        assertEquals(Optional.empty(), said("listening on http://127.0.0.1:8080\n2 errors so far\nno Error here\n"));
    }
}
