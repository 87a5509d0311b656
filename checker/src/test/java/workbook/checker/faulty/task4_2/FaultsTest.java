package workbook.checker.faulty.task4_2;

import org.junit.jupiter.api.Order;
import workbook.checker.faulty.FaultMatrixTest;

/** Among the first: its pages wait for a browser, and leave a machine idle that has nothing else to do. */
@Order(1)
class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("4.2");
    }
}
