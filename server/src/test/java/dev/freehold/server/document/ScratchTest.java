package dev.freehold.server.document;

import java.nio.file.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void make() throws Exception {
    var key = TestDocuments.key();
    byte[] pdf =
        PurgeDocumentPdf.of(
            TestDocuments.content(
                key.certificate(), "Lantern 灯笼 & Søn Žižek Ωμέγα שלום a\u202Eb e\u0301"));
    Files.write(Path.of("/tmp/doc.pdf"), pdf);
    byte[] signed =
        new PadesSigner(key.privateKey(), key.certificate())
            .sign(pdf, "Ada Quill", TestDocuments.NOW);
    Files.write(Path.of("/tmp/doc-signed.pdf"), signed);
    Files.write(Path.of("/tmp/doc-cert.der"), key.certificate().getEncoded());
  }
}
