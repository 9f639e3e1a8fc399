package dev.freehold.mailserver.imap.answers;

import java.util.Arrays;
import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.imap.message.response.ExpungeResponse;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.VanishedResponse;

/**
 * How many messages a client was told that its folder has. James answers from what it has heard
 * itself, so a message that comes while it answers has its flags told, or its removal, before the
 * client knows that there is one. Callers see to it that one thread uses this at a time.
 */
public final class ToldMessages {

  private long count;

  /** No folder is open. */
  public ToldMessages() {}

  /** How many messages an answer tells the removal of. */
  public static long count(VanishedResponse vanished) {
    return Arrays.stream(vanished.getUids())
        .mapToLong(range -> range.getHighVal().asLong() - range.getLowVal().asLong() + 1)
        .sum();
  }

  /**
   * Takes an answer to be sent.
   *
   * @return what has to be sent before it
   */
  public Optional<ExistsResponse> before(ImapResponseMessage answer) {
    return switch (answer) {
      case ExistsResponse exists -> {
        count = exists.getNumberOfMessages();
        yield Optional.empty();
      }
      case ExpungeResponse expunge ->
          expunge.getMessageSequenceNumber().asInt().flatMap(this::removed);
      case VanishedResponse vanished when !vanished.isEarlier() -> {
        count -= count(vanished);
        yield Optional.empty();
      }
      case FetchAnswer fetch -> growTo(fetch.rest().getMessageNumber().asInt());
      case FetchResponse fetch -> growTo(fetch.getMessageNumber().asInt());
      default -> Optional.empty();
    };
  }

  private Optional<ExistsResponse> removed(long number) {
    Optional<ExistsResponse> unknown = growTo(number);
    count--;
    return unknown;
  }

  private Optional<ExistsResponse> growTo(long number) {
    if (number <= count) {
      return Optional.empty();
    }
    count = number;
    return Optional.of(new ExistsResponse(number));
  }
}
