package workbook.checker.faulty.task1_1;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("1.1");
    }
}
