package workbook.checker.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildCommandsTest {

    @ParameterizedTest
    @CsvSource({
        "::error::gone, '\\::error::gone'",
        "'  ::set-output name=a::b', '  \\::set-output name=a::b'",
        "a ##[error]x, a \\##[error]x",
        "##vso[task.complete]x, \\##vso[task.complete]x",
        "##teamcity[message], \\##teamcity[message]",
        "a ::error::b, a ::error::b",
        ":: and no end, :: and no end",
        "## heading, ## heading"
    })
    void aCommandIsBrokenAndNothingElse(String line, String wanted) {
        assertEquals("x\n" + wanted + "\ny", BuildCommands.broken("x\n" + line + "\ny"));
    }

    @Test
    void inMarkupAReaderSeesNoDifference() {
        assertEquals("<p>\n&#58;:error::x</p> &#35;#[a]", BuildCommands.referred("<p>\n::error::x</p> ##[a]"));
    }
}
