/**
 * A server that misbehaves on request, for people who write clients, proxies and monitors, and the misbehaviours that the
 * tests of the checker itself put before it. Must not know checks or the command line. May import {@code probe} (for the
 * handshake of a WebSocket), {@code vectors}, {@code html} and {@code text}.
 */
package workbook.checker.bad;
