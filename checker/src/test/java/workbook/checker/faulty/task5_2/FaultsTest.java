package workbook.checker.faulty.task5_2;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("5.2");
    }
}
