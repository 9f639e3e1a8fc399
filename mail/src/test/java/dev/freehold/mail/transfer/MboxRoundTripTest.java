package dev.freehold.mail.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.messages.MboxQuoting;
import dev.freehold.mail.source.MboxSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An mbox file that was imported is exported as the identical file. */
class MboxRoundTripTest {

  private static final String FROM = "From bob@example.com Wed Jan 12 08:11:22 2005\n";

  @Property(tries = 300)
  void anMboxComesOutAsItWentIn(@ForAll("files") String mbox, @ForAll MboxQuoting quoting)
      throws IOException {
    Path folder = Files.createTempDirectory("mbox-round-trip");
    try {
      Path file = folder.resolve("in.mbox");
      Files.write(file, mbox.getBytes(StandardCharsets.ISO_8859_1));
      MemoryMail mail = new MemoryMail();
      new MailImport(mail, ImportOptions.DEFAULT.atOnce(1)).run(new MboxSource(file, quoting));
      new MailExport(mail, ExportOptions.in(ExportFormat.MBOX)).run(folder.resolve("out"));
      assertThat(folder.resolve("out/INBOX.mbox")).hasSameBinaryContentAs(file);
    } finally {
      FolderRemoval.remove(folder);
    }
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(
            "\n" + FROM,
            "\r\n" + FROM.replace("\n", "\r\n"),
            "From ",
            FROM,
            ">From x\n",
            ">>From x\r\n",
            ">",
            "\n",
            "\r\n",
            "A: b\n",
            "text",
            "\0\u00FF\r")
        .list()
        .ofMaxSize(40)
        .map(parts -> FROM + String.join("", parts));
  }
}
