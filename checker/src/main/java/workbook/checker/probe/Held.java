package workbook.checker.probe;

import java.util.Map;
import workbook.checker.text.Text;

/**
 * What the process of a server holds.
 *
 * @param resources threads, timers and sockets, by name, as far as they can be counted
 * @param objects how many there are of each class of the program itself, and of each class of queues, by name of the class
 */
public record Held(Map<Text, Integer> resources, Map<String, Integer> objects) {}
