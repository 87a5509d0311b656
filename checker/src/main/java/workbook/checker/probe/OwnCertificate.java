package workbook.checker.probe;

import workbook.checker.files.TemporaryFolder;
import workbook.checker.wire.Certificate;

/** The certificate of this run, made when it is first asked for, and deleted with the JVM. */
final class OwnCertificate {

    private static Certificate made;

    private OwnCertificate() {}

    static synchronized Certificate get() {
        if (made == null) {
            TemporaryFolder folder = TemporaryFolder.create();
            Runtime.getRuntime().addShutdownHook(new Thread(folder::close, "delete the certificate"));
            made = Certificate.make(folder.path());
        }
        return made;
    }
}
