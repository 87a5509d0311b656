package workbook.checker.faulty.task2_3;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("2.3");
    }
}
