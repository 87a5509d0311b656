/**
 * The log of task 6.1: a Redis in this JVM, or the one that is installed, and a line before it that can be cut, held up
 * and counted.
 *
 * <p>Knows sockets, Redis' protocol and how a Redis is started. Must not know tasks, checks or event streams: what the
 * entries of a log mean is for those who write them. May import {@code files}, {@code server} and the JDK. Only
 * {@code MemoryRedis} knows jedis-mock.
 */
package workbook.checker.redis;
