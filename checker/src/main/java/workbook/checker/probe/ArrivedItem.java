package workbook.checker.probe;

import java.time.Duration;
import workbook.checker.sse.StreamItem;

/**
 * An item of an event stream, with the moment at which its last byte came.
 *
 * @param at time since the request was begun
 * @param nanos the same moment as {@link System#nanoTime()}
 */
public record ArrivedItem<T extends StreamItem>(T item, Duration at, long nanos) {}
