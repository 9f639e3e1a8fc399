package dev.freehold.mailserver.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.answers.StatusLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client whose command takes long")
class StillRunningTest {

  private final List<ImapResponseMessage> told = new CopyOnWriteArrayList<>();

  @Test
  @DisplayName("RFC 9585: hears that it is running, and nothing behind the tagged answer")
  void told() {
    StillRunning progress = StillRunning.of("A1", new Told(), Duration.ofMillis(20));
    Awaitility.await().until(() -> told.size() >= 2);
    assertThat(told.getFirst())
        .isInstanceOfSatisfying(
            StatusLine.class,
            line -> assertThat(line.asText()).startsWith("* OK [INPROGRESS (\"A1\" NIL NIL)] "));
    progress.respond(
        new UnpooledStatusResponseFactory()
            .taggedOk(new Tag("A1"), ImapConstants.SEARCH_COMMAND, HumanReadableText.COMPLETED));
    int count = told.size();
    Awaitility.await().during(Duration.ofMillis(200)).until(() -> told.size() == count);
    assertThat(told.getLast()).isInstanceOf(StatusResponse.class);
  }

  private final class Told implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      told.add(message);
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }
  }
}
