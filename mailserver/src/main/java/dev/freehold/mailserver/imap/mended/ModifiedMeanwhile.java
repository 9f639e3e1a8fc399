package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.hints.UnchangedSince;
import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.StoreRequest;
import org.apache.james.mailbox.MessageUid;

/**
 * Adds to MODIFIED, in the answer to one conditional STORE, the messages that somebody changed
 * between James's own look at them and the change, and takes the 0 away that James puts before the
 * others. For one command.
 */
final class ModifiedMeanwhile implements Responder {

  private final StoreRequest request;
  private final UnchangedSince condition;
  private final SelectedMailbox selected;
  private final Responder client;

  ModifiedMeanwhile(
      StoreRequest request, UnchangedSince condition, SelectedMailbox selected, Responder client) {
    this.request = request;
    this.condition = condition;
    this.selected = selected;
    this.client = client;
  }

  @Override
  public void respond(ImapResponseMessage message) {
    List<MessageUid> left = condition.left();
    if (message instanceof StatusResponse status
        && status.getTag() != null
        && status.getServerResponseType() == StatusResponse.Type.OK
        && (!left.isEmpty() || status.getResponseCode() != null)) {
      String modified =
          Stream.concat(seenByJames(status), left.stream().flatMap(this::name))
              .collect(Collectors.joining(","));
      client.respond(
          new StatusLine(
              request.getTag().asString(),
              "OK",
              modified.isEmpty() ? Optional.empty() : Optional.of("MODIFIED " + modified),
              "STORE completed but for messages that somebody else changed"));
    } else {
      client.respond(message);
    }
  }

  private static Stream<String> seenByJames(StatusResponse status) {
    return Optional.ofNullable(status.getResponseCode())
        .map(StatusResponse.ResponseCode::getParameters)
        .stream()
        .flatMap(Collection::stream);
  }

  /** As the client named it; nothing for one that is gone. */
  private Stream<String> name(MessageUid uid) {
    return request.isUseUids()
        ? Stream.of(Long.toString(uid.asLong()))
        : selected
            .msn(uid)
            .foldSilent(Stream::empty, number -> Stream.of(Integer.toString(number.asInt())));
  }

  @Override
  public void flush() {
    client.flush();
  }
}
