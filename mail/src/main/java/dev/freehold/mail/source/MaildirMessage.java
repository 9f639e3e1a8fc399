package dev.freehold.mail.source;

import dev.freehold.mail.format.MaildirName;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** One message of a Maildir. What lies in {@code new} is recent. */
record MaildirMessage(
    List<String> folder,
    String location,
    long sizeBytes,
    Path file,
    MaildirName name,
    boolean isNew,
    List<String> keywords)
    implements SourceMessage {

  @Override
  public Details details() throws IOException {
    MessageFlags flags = name.flags(keywords);
    return new Details(
        isNew ? flags.plus(MessageFlags.of(MessageFlag.RECENT)) : flags,
        date(),
        MessageProperties.ofFile(name.unique()));
  }

  /** The file's time, which Maildir servers keep as the delivery date; else its name's. */
  private Instant date() throws IOException {
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return modified.isAfter(Instant.EPOCH) ? modified : name.deliveredAt().orElse(modified);
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }
}
