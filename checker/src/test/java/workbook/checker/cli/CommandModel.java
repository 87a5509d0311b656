package workbook.checker.cli;

import java.lang.reflect.Constructor;
import java.util.Map;
import picocli.CommandLine;
import workbook.checker.text.Language;

/** The commands and options of {@code sse}, for tests of what the documents quote. */
public final class CommandModel {

    private CommandModel() {}

    /** The real command line, for parsing only. */
    public static CommandLine create() {
        Screen screen = Screen.of(Language.EN, Map.of());
        try {
            Constructor<Sse> sse = Sse.class.getDeclaredConstructor(Screen.class);
            sse.setAccessible(true);
            return new CommandLine(sse.newInstance(screen), new Commands(screen))
                    .setCaseInsensitiveEnumValuesAllowed(true);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
