package dev.freehold.mailserver.imap.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.imap.api.message.UidRange;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.imap.message.response.ExpungeResponse;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.VanishedResponse;
import org.apache.james.mailbox.MessageSequenceNumber;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.NullableMessageSequenceNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client is told that there is a message")
class ToldMessagesTest {

  private final ToldMessages told = new ToldMessages();

  private Optional<Long> before(ImapResponseMessage answer) {
    return told.before(answer).map(ExistsResponse::getNumberOfMessages);
  }

  private static FetchResponse fetch(int number) {
    return new FetchResponse(
        MessageSequenceNumber.of(number),
        new Flags(),
        MessageUid.of(number),
        Optional.empty(),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null);
  }

  private static ExpungeResponse expunge(int number) {
    return new ExpungeResponse(NullableMessageSequenceNumber.of(number));
  }

  @Test
  @DisplayName("before its flags, once")
  void flags() {
    assertThat(before(new ExistsResponse(3))).isEmpty();
    assertThat(before(fetch(3))).isEmpty();
    assertThat(before(fetch(4))).contains(4L);
    assertThat(before(fetch(4))).isEmpty();
    assertThat(before(new FetchAnswer(fetch(5), List.of()))).contains(5L);
  }

  @Test
  @DisplayName("before its removal, and others have other numbers then")
  void removal() {
    assertThat(before(new ExistsResponse(3))).isEmpty();
    assertThat(before(expunge(1))).isEmpty();
    assertThat(before(fetch(3))).contains(3L);
    assertThat(before(expunge(4))).contains(4L);
    assertThat(before(fetch(4))).contains(4L);
    ExpungeResponse again = new ExpungeResponse(NullableMessageSequenceNumber.noMessage());
    assertThat(before(again)).isEmpty();
    assertThat(before(fetch(4))).isEmpty();
  }

  @Test
  @DisplayName("also after removals that are told by their UIDs, as with QRESYNC")
  void vanished() {
    assertThat(before(new ExistsResponse(5))).isEmpty();
    assertThat(before(vanished(true))).isEmpty();
    assertThat(before(fetch(5))).isEmpty();
    assertThat(before(vanished(false))).isEmpty();
    assertThat(before(fetch(2))).isEmpty();
    assertThat(before(fetch(3))).contains(3L);
  }

  /** Three messages. */
  private static VanishedResponse vanished(boolean isEarlier) {
    UidRange[] uids = {
      new UidRange(MessageUid.of(1)), new UidRange(MessageUid.of(4), MessageUid.of(5))
    };
    return new VanishedResponse(uids, isEarlier);
  }

  @Test
  @DisplayName("of the folder that is open now")
  void anotherFolder() {
    assertThat(before(new ExistsResponse(9))).isEmpty();
    assertThat(before(new ExistsResponse(1))).isEmpty();
    assertThat(before(fetch(2))).contains(2L);
  }
}
