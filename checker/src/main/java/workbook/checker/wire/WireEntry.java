package workbook.checker.wire;

import java.time.Duration;
import workbook.checker.http.WireItem;

/**
 * An item of the log, with the moment at which it came.
 *
 * @param nanos {@link System#nanoTime()} just after the read (or connect, or write) returned
 * @param at the same, counted from the start of the exchange
 */
public record WireEntry(long nanos, Duration at, WireItem item) {}
