package workbook.checker.faulty.@package@;

import workbook.checker.faulty.FaultMatrixTest;

class FaultsTest extends FaultMatrixTest {

    FaultsTest() {
        super("@id@");
    }
}
