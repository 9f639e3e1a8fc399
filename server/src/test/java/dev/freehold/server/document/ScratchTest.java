package dev.freehold.server.document;

import java.io.*;
import java.nio.file.*;
import java.security.cert.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void make() throws Exception {
    var key = TestDocuments.key();
    var c = TestDocuments.certificate(key);
    byte[] pdf =
        PurgeDocumentPdf.of(
            TestDocuments.content(c, "Lantern 灯笼 & Søn Žižek Ωμέγα שלום a\u202Eb e\u0301"));
    Files.write(Path.of("/tmp/doc.pdf"), pdf);
    byte[] signed = new PadesSigner(key.privateKey(), c).sign(pdf, "Ada Quill", TestDocuments.NOW);
    Files.write(Path.of("/tmp/doc-signed.pdf"), signed);
    Files.write(Path.of("/tmp/doc-cert.der"), key.issuers().get(0).getEncoded());
    System.out.println("T " + new SignedDocument(pdf, signed).verify(key.certificate()));
    X509Certificate out;
    try (var in = new FileInputStream("/tmp/docnss/e2.pem")) {
      out = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    for (String cmd :
        List.of(
            "-add-signature",
            "-sign 1 -etsi",
            "-sign 1 -no-appearance",
            "-add-signature -etsi -reason Because")) {
      Path o = Path.of("/tmp/docnss/outx.pdf");
      List<String> c2 =
          new ArrayList<>(
              List.of(
                  "pdfsig",
                  "/tmp/doc.pdf",
                  o.toString(),
                  "-nssdir",
                  "sql:/tmp/docnss",
                  "-nick",
                  "e2"));
      c2.addAll(List.of(cmd.split(" ")));
      int rc = new ProcessBuilder(c2).inheritIO().start().waitFor();
      try {
        System.out.println(
            cmd + " " + rc + " " + new SignedDocument(pdf, Files.readAllBytes(o)).verify(out));
      } catch (Exception e) {
        System.out.println(cmd);
        e.printStackTrace(System.out);
      }
    }
  }
}
