package workbook.checker.cli;

import picocli.CommandLine.Command;

/** {@code sse list}: the checklist, and the suggested order with what each step leads to. */
@Command(name = "list", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {

    private final Screen screen;

    ListCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        Checklist checklist = new Checklist(Context.open(screen));
        checklist.show();
        checklist.showOrder();
    }
}
