package workbook.checker.workbook;

import java.time.Duration;

/**
 * The knobs of the checker, read from {@code config/checker.yaml}, which gives the reason for each.
 *
 * @param clockFactor how much faster the fast clock runs
 * @param start limit for a server to listen
 * @param answer limit for an answer that needs no waiting
 * @param stop grace between SIGTERM and SIGKILL
 * @param slack added to every band of time
 */
public record Knobs(int clockFactor, Duration start, Duration answer, Duration stop, Duration slack) {}
