package workbook.checker.faulty.task3_1;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("3.1");
    }
}
