package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.HeaderPeek;
import dev.freehold.mail.format.MozillaStatus;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A file that is one message as RFC 822 text.
 *
 * @param isMozilla whether Thunderbird keeps it, so that its header says what Thunderbird knows
 */
record MessageFile(
    List<String> folder, String location, long sizeBytes, Path file, boolean isMozilla)
    implements SourceMessage {

  /** The magic number of OLE2, in which Outlook keeps what it also calls {@code .msg}. */
  private static final byte[] OLE2 = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };

  @Override
  public Details details() throws IOException {
    HeaderPeek header;
    try (InputStream in = Files.newInputStream(file)) {
      header = HeaderPeek.of(in);
    }
    if (Arrays.equals(header.firstBytes(OLE2.length), OLE2)) {
      throw new MailException(
          MailError.OUTLOOK_MSG_UNSUPPORTED,
          "this is an Outlook file, not RFC 822 text; save it from Outlook as .eml and import"
              + " that");
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return new Details(
        isMozilla ? MozillaStatus.of(header).flags() : header.statusFlags(),
        header.date().orElse(modified),
        MessageProperties.ofFile(file.getFileName().toString()));
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }
}
