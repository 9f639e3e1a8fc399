package dev.freehold.mailserver.imap.answers;

import java.io.IOException;
import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;

/**
 * An answer with a response code that James has no name for.
 *
 * @param tag the command's, or {@code *}
 * @param condition such as {@code NO}
 * @param code without its brackets
 * @param text for people, in printable ASCII
 */
public record StatusLine(String tag, String condition, Optional<String> code, String text)
    implements ImapResponseMessage {

  private static final int MAX_TEXT = 400;

  /** The refusal of the command with this tag. */
  public static StatusLine of(String tag, Refusal refusal) {
    return new StatusLine(tag, refusal.condition(), refusal.code(), refusal.sentence());
  }

  /** As it is sent, without the end of the line. */
  public String asText() {
    String shown = text.replaceAll("[^ -~]", "?");
    return tag
        + ' '
        + condition
        + code.map(name -> " [" + name + "]").orElse("")
        + (shown.isEmpty() ? "" : " ")
        + shown.substring(0, Math.min(shown.length(), MAX_TEXT));
  }

  /** Writes such answers. */
  public static final class Encoder implements ImapResponseEncoder<StatusLine> {

    @Override
    public Class<StatusLine> acceptableMessages() {
      return StatusLine.class;
    }

    @Override
    public void encode(StatusLine line, ImapResponseComposer composer) throws IOException {
      composer.skipNextSpace().message(line.asText()).end();
    }
  }
}
