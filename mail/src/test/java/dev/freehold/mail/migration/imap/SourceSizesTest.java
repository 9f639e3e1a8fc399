package dev.freehold.mail.migration.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sizes of a source's folders")
class SourceSizesTest {

  private static final String HELLO = "* OK ready\r\n";
  private static final String OK = "TAG OK done\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* STATUS Work (MESSAGES 7)\r\n",
        "* STATUS \"Wo(MESSAGES 3)\" (UIDNEXT 9 MESSAGES 7 ) \r\n",
        "* status My Work (messages 7 SIZE 12)\r\n",
        "* STATUS {9}\r\nx) (SIZE 4 (MESSAGES 7)\r\n",
        "* STATUS Other (SIZE 3)\r\n* STATUS Work (MESSAGES 7)\r\n* 3 EXISTS\r\n* STATUS\r\n"
      })
  void areReadWhateverTheFolderIsCalled(String status) throws IOException {
    assertThat(messages(status)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* STATUS Work\r\n",
        "* STATUS \r\n",
        "* STATUS Work (MESSAGES)\r\n",
        "* STATUS Work (MESSAGES 1234567890)\r\n",
        "* STATUS Work (MESSAGES (7))\r\n",
        "* STATUS Work (MESSAGES 7\r\n"
      })
  void areNotKnownIfTheServerDoesNotTell(String status) throws IOException {
    assertThat(messages(status)).isEqualTo(-1);
  }

  @Test
  @Timeout(10)
  void areReadAtOnceWhereTheServerRepeatsItself() throws IOException {
    String hostile = "* STATUS x (" + "MESSAGES 1 ".repeat(5_000) + "\r\n";
    assertThat(messages(hostile.repeat(100))).isEqualTo(-1);
    String sizes = "* 1 FETCH (" + "RFC822.SIZE 1 ".repeat(4_000) + "{0}\r\n\r\n";
    String opened = "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\n" + OK;
    String capable = "* CAPABILITY IMAP4rev1\r\n" + OK;
    try (ScriptedServer server =
            new ScriptedServer(HELLO, capable, opened, sizes.repeat(100) + OK);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertThat(SourceSizes.over(client).of("x").bytes()).isZero();
    }
  }

  private static long messages(String status) throws IOException {
    try (ScriptedServer server = new ScriptedServer(HELLO, status + OK);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      return SourceSizes.messages(client, "Work").orElse(-1);
    }
  }
}
