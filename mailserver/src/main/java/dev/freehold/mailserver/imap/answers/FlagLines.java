package dev.freehold.mailserver.imap.answers;

import java.io.IOException;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;

/** Answers to FETCH of flags for many messages, as they are sent. */
public final class FlagLines implements ImapResponseMessage {

  private final byte[] lines;

  /** Takes the lines over, each with its end. */
  public FlagLines(byte[] lines) {
    this.lines = lines;
  }

  /** Who passes each answer on as it is, and so may be given many in one. */
  public interface Taker {}

  /** Writes such answers. */
  public static final class Encoder implements ImapResponseEncoder<FlagLines> {

    @Override
    public Class<FlagLines> acceptableMessages() {
      return FlagLines.class;
    }

    @Override
    public void encode(FlagLines answers, ImapResponseComposer composer) throws IOException {
      ((AnswerComposer) composer).write(answers.lines);
    }
  }
}
