package dev.freehold.mail.source;

import dev.freehold.mail.format.FileRange;
import dev.freehold.mail.format.HeaderPeek;
import dev.freehold.mail.format.MboxEntry;
import dev.freehold.mail.format.MozillaStatus;
import dev.freehold.mail.format.UnquotingInputStream;
import dev.freehold.mail.messages.MboxQuoting;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message of an mbox file.
 *
 * @param isMozilla whether Thunderbird keeps it: its separator has the time at which it was put
 *     there, so that the header says better when it was delivered
 */
record MboxMessage(
    List<String> folder,
    String location,
    Path file,
    MboxEntry entry,
    MboxQuoting quoting,
    boolean isMozilla)
    implements SourceMessage {

  @Override
  public long sizeBytes() {
    return entry.contentEnd() - entry.contentStart();
  }

  @Override
  public Details details() throws IOException {
    HeaderPeek header;
    try (InputStream in = open()) {
      header = HeaderPeek.of(in);
    }
    MessageProperties properties = MessageProperties.ofMbox(entry.envelope());
    Optional<Instant> separator = entry.date();
    if (!isMozilla) {
      return new Details(header.statusFlags(), separator.orElseThrow(), properties);
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    Instant date = header.date().or(() -> separator).orElse(modified);
    return new Details(MozillaStatus.of(header).flags(), date, properties);
  }

  @Override
  public InputStream open() throws IOException {
    return new UnquotingInputStream(
        FileRange.open(file, entry.contentStart(), entry.contentEnd()), quoting);
  }
}
