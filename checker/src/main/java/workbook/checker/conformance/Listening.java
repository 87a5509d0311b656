package workbook.checker.conformance;

import workbook.checker.text.Text;

/** Hears what a run is waiting for, so that nobody takes it for dead. */
@FunctionalInterface
public interface Listening {

    Listening NONE = what -> {};

    /** @param what it waits for, in a few words */
    void waitsFor(Text what);
}
