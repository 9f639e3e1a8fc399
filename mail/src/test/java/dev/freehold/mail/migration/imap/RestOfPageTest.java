package dev.freehold.mail.migration.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server says only what it is asked for here: one answer more or less would be wrong. */
@DisplayName("What a step left of a page")
class RestOfPageTest {

  private static final String HELLO = "* OK ready\r\n";
  private static final String PAGE = told(1, 11) + told(2, 12) + told(3, 13) + "TAG OK done\r\n";
  private static final ImapClient.Opened THREE = new ImapClient.Opened(7, 3, OptionalLong.of(14));

  private static String told(int number, long uid) {
    return "* %d FETCH (UID %d FLAGS () INTERNALDATE \"%s\" RFC822.SIZE 5)\r\n"
        .formatted(number, uid, "01-Jan-2026 00:00:00 +0000");
  }

  private static String uid(int number, long uid) {
    return "* %d FETCH (UID %d)\r\nTAG OK done\r\n".formatted(number, uid);
  }

  private static void assertPage(SourcePage page, Long... uids) {
    assertThat(page.items()).extracting(SourceItem::uid).containsExactly(uids);
  }

  @Test
  @DisplayName("is not asked for again")
  void goesOn() throws IOException {
    try (ScriptedServer server = new ScriptedServer(HELLO, PAGE, uid(3, 13));
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      SourceSession session = new SourceSession(client);
      assertPage(session.after(0, "INBOX", THREE, false), 11L, 12L, 13L);
      assertPage(session.after(11, "INBOX", THREE, false), 12L, 13L);
      assertPage(session.after(12, "INBOX", THREE, false), 13L);
      assertThat(session.after(13, "INBOX", THREE, false).isEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("is asked for again once the folder has changed, from where the step ended")
  void changed() throws IOException {
    ImapClient.Opened four = new ImapClient.Opened(7, 4, OptionalLong.of(15));
    String rest = told(3, 13) + told(4, 14) + "TAG OK done\r\n";
    try (ScriptedServer server = new ScriptedServer(HELLO, PAGE, uid(2, 12), rest);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      SourceSession session = new SourceSession(client);
      assertPage(session.after(0, "INBOX", THREE, false), 11L, 12L, 13L);
      assertPage(session.after(12, "INBOX", four, false), 13L, 14L);
    }
  }

  @Test
  @DisplayName("is of no other folder, though it looks the same")
  void another() throws IOException {
    String sent = told(3, 13) + "TAG OK done\r\n";
    try (ScriptedServer server = new ScriptedServer(HELLO, PAGE, uid(2, 12), sent);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      SourceSession session = new SourceSession(client);
      assertPage(session.after(0, "INBOX", THREE, false), 11L, 12L, 13L);
      assertPage(session.after(12, "Sent", THREE, false), 13L);
    }
  }
}
