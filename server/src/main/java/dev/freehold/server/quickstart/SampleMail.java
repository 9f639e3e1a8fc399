package dev.freehold.server.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** The mail that the quickstart imports when it is given none. */
final class SampleMail {

  private static final List<String> NAMES =
      List.of(
          "01-welcome.eml",
          "02-board-minutes.eml",
          "03-merger-draft.eml",
          "04-lab-results.eml",
          "05-umlauts.eml",
          "06-html-newsletter.eml",
          "07-forwarded.eml",
          "08-bare-line-feeds.eml",
          "09-no-body.eml");
  private static final int ATTACHMENT_BYTES = 300_000;
  private static final long ATTACHMENT_SEED = 20_261_124L;

  private SampleMail() {}

  /** Writes the messages into {@code folder}, which must exist; the last has a large attachment. */
  static void writeTo(Path folder) throws IOException {
    for (String name : NAMES) {
      try (InputStream in = SampleMail.class.getResourceAsStream("mail/" + name);
          OutputStream out = Files.newOutputStream(folder.resolve(name))) {
        in.transferTo(out);
      }
    }
    Files.writeString(folder.resolve("10-attachment.eml"), withAttachment());
  }

  private static String withAttachment() {
    byte[] attachment = new byte[ATTACHMENT_BYTES];
    new Random(ATTACHMENT_SEED).nextBytes(attachment);
    return """
    From: Erin Example <erin@contoso.com>
    To: Alice Example <alice@contoso.com>
    Subject: The floor plans you asked for
    Date: Tue, 24 Nov 2026 09:30:00 +0000
    Message-ID: <floor-plans@contoso.com>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="plans"

    --plans
    Content-Type: text/plain; charset=utf-8

    Attached are the floor plans of the new branch office, vault room included.

    --plans
    Content-Type: application/octet-stream; name="floor-plans.bin"
    Content-Transfer-Encoding: base64

    """
            .replace("\n", "\r\n")
        + Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(attachment)
        + "\r\n--plans--\r\n";
  }
}
