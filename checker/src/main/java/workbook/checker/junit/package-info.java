/**
 * The probe in the tests of other projects: each rule is a dynamic test of JUnit 5.
 *
 * <p>Knows the run of a probe and its text form, and the API of Jupiter, which {@code sse.jar} does not bring along: the
 * project that is tested has it. Must not know the command line, tasks or learners. May import {@code conformance}, {@code
 * finding}, {@code http}, {@code report} (for the terminal of the text form), {@code text}, {@code wire} and {@code
 * workbook} (to read a baseline).
 */
package workbook.checker.junit;
