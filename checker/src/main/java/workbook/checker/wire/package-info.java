/**
 * A raw-socket HTTP/1.1 client that keeps every byte with its arrival time and its place in the framing.
 *
 * <p>Knows sockets, TLS, limits and clocks; the bytes are read by {@code http}. It must not know what the bodies mean:
 * nothing of event streams, tasks, checks or verdicts. May import {@code http} and the JDK.
 *
 * <p>{@link workbook.checker.wire.WireClient} opens one exchange, {@link workbook.checker.wire.WireSeries} sends
 * requests one after another as a browser does that polls.
 */
package workbook.checker.wire;
