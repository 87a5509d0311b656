package workbook.checker.cli;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import workbook.checker.text.Text;

/** Messages about a command line that cannot be understood. The parser's own are in English only. */
final class UsageErrors {

    private static final Text ONE_TARGET = text(
            "Give at most one of --solutions, --java, --url and --exec, and once.",
            "--solutions、--java、--url 和 --exec 最多给一个，且只给一次。");

    private UsageErrors() {}

    static Text sentence(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MutuallyExclusiveArgsException targets -> ONE_TARGET;
            case MaxValuesExceededException targets -> ONE_TARGET;
            case OverwrittenOptionException twice ->
                text("Give %s only once.", "%s 只能给一次。", name(twice.getOverwritten()));
            case MissingParameterException missing -> missing(missing);
            case ParameterException other
            when other.getArgSpec() != null && other.getValue() != null ->
                text(
                        "\"%s\" will not do for %s. Wanted: %s",
                        "\"%s\" 不能用于 %s。应为：%s", other.getValue(), name(other.getArgSpec()), wanted(other.getArgSpec()));
            default -> same(e.getMessage());
        };
    }

    /**
     * Returns what may have been meant, as it would be typed; empty if nothing is similar.
     *
     * @param isTask whether a word is the id of a task
     */
    static List<String> meant(ParameterException e, Predicate<String> isTask) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return List.of();
        }
        String first = unmatched.getUnmatched().getFirst();
        if (isTask.test(first)) {
            return List.of("./sse check " + first);
        }
        // With two changes, any short word becomes any other.
        return unmatched.getSuggestions().stream()
                .filter(near -> first.startsWith("-") || near.charAt(0) == first.charAt(0))
                .limit(3)
                .toList();
    }

    private static Text unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().getFirst();
        if (e.isUnknownOption()) {
            return text("There is no option %s.", "没有选项 %s。", first);
        }
        Map<String, CommandLine> commands = e.getCommandLine().getSubcommands();
        if (commands.isEmpty()) {
            return text("There is nothing to do with \"%s\" here.", "\"%s\" 在这里没有意义。", first);
        }
        String names = commands.values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .map(command -> command.name())
                .collect(Collectors.joining(", "));
        return text("There is no command \"%s\". Commands: %s", "没有命令 \"%s\"。可用：%s", first, names);
    }

    private static Text missing(MissingParameterException e) {
        ArgSpec argument =
                e.getMissing().isEmpty() ? e.getArgSpec() : e.getMissing().getFirst();
        return argument instanceof OptionSpec
                ? text("%s wants a value: %s", "%s 需要一个值：%s", name(argument), wanted(argument))
                : text("%s is missing, for example %s.", "缺少 %s，例如 %s。", name(argument), example(argument));
    }

    private static String example(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "URL" -> "http://127.0.0.1:8080/events";
            case "FOLDER" -> "my-server";
            default -> "2.1";
        };
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Text wanted(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "N", "PID" -> text("a whole number", "整数");
            case "LANGUAGE" -> same("python, node, go");
            case "SECONDS" -> text("a number of seconds", "秒数");
            case String words -> same(words.replace("|", ", "));
        };
    }
}
