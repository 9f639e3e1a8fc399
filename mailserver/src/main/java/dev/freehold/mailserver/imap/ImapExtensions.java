package dev.freehold.mailserver.imap;

import java.util.List;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;
import org.apache.james.imap.encode.ImapResponseEncoder;
import org.apache.james.imap.processor.base.AbstractProcessor;

/**
 * Commands that James lacks, or has otherwise.
 *
 * @param parsers replace those of the same command
 * @param processors replace those of the same requests
 * @param encoders replace those of the same answers
 * @param capabilities announced after sign-in
 */
public record ImapExtensions(
    List<AbstractImapCommandParser> parsers,
    List<AbstractProcessor<?>> processors,
    List<ImapResponseEncoder<?>> encoders,
    List<String> capabilities) {

  /** None. */
  public static final ImapExtensions NONE =
      new ImapExtensions(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public ImapExtensions {
    parsers = List.copyOf(parsers);
    processors = List.copyOf(processors);
    encoders = List.copyOf(encoders);
    capabilities = List.copyOf(capabilities);
  }
}
