package workbook.checker.faulty.task6_1;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("6.1");
    }
}
