package dev.freehold.mailserver.imap.answers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.encode.FetchResponseEncoder;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;
import org.apache.james.imap.message.response.FetchResponse;

/**
 * A FETCH answer with items that James has no name for.
 *
 * @param rest the items that it has
 * @param items come before them
 */
public record FetchAnswer(FetchResponse rest, List<FetchItem> items)
    implements ImapResponseMessage {

  /** Copies the list. */
  public FetchAnswer {
    items = List.copyOf(items);
  }

  /** The answer as this, if it is one to FETCH. */
  public static Optional<FetchAnswer> of(ImapResponseMessage message) {
    return switch (message) {
      case FetchAnswer answer -> Optional.of(answer);
      case FetchResponse rest -> Optional.of(new FetchAnswer(rest, List.of()));
      default -> Optional.empty();
    };
  }

  /** With further items. */
  public FetchAnswer plus(List<FetchItem> further) {
    List<FetchItem> all = new ArrayList<>(items);
    all.addAll(further);
    return new FetchAnswer(rest, all);
  }

  /** Writes such answers to an {@link AnswerComposer}. */
  public static final class Encoder implements ImapResponseEncoder<FetchAnswer> {

    private final FetchResponseEncoder james = new FetchResponseEncoder();

    @Override
    public Class<FetchAnswer> acceptableMessages() {
      return FetchAnswer.class;
    }

    @Override
    public void encode(FetchAnswer answer, ImapResponseComposer composer) throws IOException {
      ((AnswerComposer) composer).beginNextList(answer.items);
      james.encode(answer.rest, composer);
    }
  }
}
