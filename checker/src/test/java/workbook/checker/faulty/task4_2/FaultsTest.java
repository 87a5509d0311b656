package workbook.checker.faulty.task4_2;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("4.2");
    }
}
