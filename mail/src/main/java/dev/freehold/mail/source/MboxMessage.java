package dev.freehold.mail.source;

import dev.freehold.mail.format.FileRange;
import dev.freehold.mail.format.HeaderPeek;
import dev.freehold.mail.format.MboxEntry;
import dev.freehold.mail.format.UnquotingInputStream;
import dev.freehold.mail.messages.MboxQuoting;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** One message of an mbox file. */
record MboxMessage(String folder, String location, Path file, MboxEntry entry, MboxQuoting quoting)
    implements SourceMessage {

  @Override
  public long sizeBytes() {
    return entry.contentEnd() - entry.contentStart();
  }

  @Override
  public Details details() throws IOException {
    try (InputStream in = open()) {
      return new Details(
          HeaderPeek.of(in).statusFlags(),
          entry.date(),
          MessageProperties.ofMbox(entry.envelope()));
    }
  }

  @Override
  public InputStream open() throws IOException {
    return new UnquotingInputStream(
        FileRange.open(file, entry.contentStart(), entry.contentEnd()), quoting);
  }
}
