package workbook.checker.faulty.task3_3;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("3.3");
    }
}
