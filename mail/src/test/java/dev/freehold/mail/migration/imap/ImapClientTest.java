package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.migration.SourceServer;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The IMAP client")
class ImapClientTest {

  private static final String HELLO = "* OK ready\r\n";
  private static final String CAPABLE = "* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n";

  @Test
  void readsFoldersOfAnyNames() throws IOException {
    String list =
        """
        * LIST (\\HasNoChildren) "." "INBOX"
        * LIST (\\HasNoChildren) "." Entw&APw-rfe
        * LIST (\\Noselect \\HasChildren) "." "Top"
        * LIST () "." "Top.a/b"
        * LIST () NIL {8}
        say "hi"
        TAG OK done
        """
            .replace("\n", "\r\n");
    try (ScriptedServer server = new ScriptedServer(HELLO, list);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertThat(client.folders(Map.of()))
          .containsExactly(
              new SourceFolder("INBOX", "INBOX", true),
              new SourceFolder("Entw&APw-rfe", "Entw\u00fcrfe", true),
              new SourceFolder("Top.a/b", "Top/a=2Fb", true),
              new SourceFolder("say \"hi\"", "say \"hi\"", true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nf9 DELETE INBOX", "x\n", "x\0"})
  void opensNoFolderWhoseNameEndsTheCommand(String name) throws IOException {
    try (ScriptedServer server = new ScriptedServer(HELLO);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertError(SourceError.FOLDER_NAME_UNUSABLE, () -> client.examine(name));
      assertError(SourceError.FOLDER_NAME_UNUSABLE, () -> SourceSizes.messages(client, name));
    }
  }

  @Test
  void givesEveryFolderAPathOfItsOwn() throws IOException {
    String list =
        """
        * LIST () "/" "a%b"
        * LIST () "/" "a*b"
        * LIST () "/" a_b
        * LIST () "/" Entwu&Awg-rfe
        * LIST () "/" Entw&APw-rfe
        * LIST () "/" "Entw\u00c3\u00bcrfe"
        * LIST () "/" inbox
        * LIST () "/" inbox/Sub
        TAG OK done
        """
            .replace("\n", "\r\n");
    try (ScriptedServer server = new ScriptedServer(HELLO, list);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertThat(client.folders(Map.of()))
          .extracting(SourceFolder::path)
          .doesNotHaveDuplicates()
          .contains("INBOX", "INBOX/Sub", "a=25b", "a=2Ab", "a_b")
          .contains("Entw\u00fcrfe", "Entwu=CC=88rfe");
    }
  }

  @Test
  void callsAFolderWhatAnEarlierRunCalledIt() throws IOException {
    String list =
        """
        * LIST () "/" Entwu&Awg-rfe
        * LIST () "/" Entwu&Awg-rfe/Old
        * LIST () "/" Entw&APw-rfe
        * LIST () "/" a*b
        * LIST () "/" a_b
        * LIST () "/" c*d
        TAG OK done
        """
            .replace("\n", "\r\n");
    Map<String, String> earlier =
        Map.of(
            "Entwu&Awg-rfe", "Entw\u00fcrfe", "a*b", "a_b", "a_b", "a_b", "c*d", "c_d", "x", "y");
    try (ScriptedServer server = new ScriptedServer(HELLO, list);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertThat(client.folders(earlier))
          .containsExactlyInAnyOrder(
              new SourceFolder("Entwu&Awg-rfe", "Entw\u00fcrfe", true),
              new SourceFolder("Entwu&Awg-rfe/Old", "Entw\u00fcrfe/Old", true),
              new SourceFolder("Entw&APw-rfe", "Entw=C3=BCrfe", true),
              new SourceFolder("a*b", "a=2Ab", true),
              new SourceFolder("a_b", "a_b", true),
              new SourceFolder("c*d", "c_d", true));
    }
  }

  @Test
  void namesFoldersTooThatCannotBeAskedFor() throws IOException {
    String tooLong = "l".repeat(MigrationLimits.MAX_SOURCE_NAME_CHARS + 1);
    String list =
        "* LIST () \"/\" {4}\r\na\r\nb\r\n* LIST () \"/\" %s\r\nTAG OK done\r\n".formatted(tooLong);
    try (ScriptedServer server = new ScriptedServer(HELLO, list);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      List<SourceFolder> folders = client.folders(Map.of());
      assertThat(folders).extracting(SourceFolder::canBeOpened).containsExactly(false, false);
      assertThat(folders)
          .extracting(SourceFolder::name)
          .containsExactly("a??b", tooLong.substring(1));
      assertThat(folders.getFirst().path()).isEqualTo("a=0D=0Ab");
    }
  }

  @Test
  void readsMessagesAndPassesOverWhatItHasNotAskedFor() throws IOException {
    String fetch =
        """
        * 7 EXISTS
        * 1 FETCH (FLAGS (\\Seen))
        * 2 FETCH (UID 9 RFC822.SIZE 12 INTERNALDATE " 3-Feb-2025 06:05:06 +0200" FLAGS (\\Seen \
        \\Recent $Label1))
        TAG OK done
        """
            .replace("\n", "\r\n");
    String body = "* 2 FETCH (UID 9 BODY[] {5}\r\na\r\nb\n)\r\nTAG OK done\r\n";
    String quoted = "* 2 FETCH (BODY[] \"a b\" UID 9)\r\nTAG OK done\r\n";
    String done = "TAG OK done\r\n";
    try (ScriptedServer server = new ScriptedServer(HELLO, fetch, body, quoted, done, done, done);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertThat(client.fetch().messages(2, 2))
          .containsExactly(
              new ImapMessage(
                  9,
                  MessageFlags.of(MessageFlag.SEEN)
                      .plus(new MessageFlags(Set.of(), Set.of("$Label1"))),
                  Instant.parse("2025-02-03T04:05:06Z"),
                  12));
      assertThat(text(client, 9)).isEqualTo("a\r\nb\n");
      assertThat(text(client, 9)).isEqualTo("a b");
      assertThat(client.fetch().content(9)).isEmpty();
    }
  }

  @Test
  void takesMessagesThatItHasAskedForInWhateverOrderTheyCome() throws IOException {
    String second = "* 8 FETCH (UID 8 BODY[] {3}\r\ntwo)\r\nf2 OK done\r\n";
    String first = "* 7 FETCH (UID 7 BODY[] {3}\r\none)\r\nf1 OK done\r\n";
    try (ScriptedServer server = new ScriptedServer(HELLO, "", second + first);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      client.fetch().expect(List.of(message(7), message(8)));
      assertThat(text(client, 7)).isEqualTo("one");
      assertThat(text(client, 8)).isEqualTo("two");
    }
  }

  @Test
  void keepsNoMessagesWhileItWaitsForItsNextUse() throws IOException {
    String first = "* 7 FETCH (UID 7 BODY[] {3}\r\none)\r\n";
    String second = "* 8 FETCH (UID 8 BODY[] {3}\r\ntwo)\r\n";
    String ends = "f1 OK done\r\nf2 OK done\r\n";
    String opened = "* 8 EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\nTAG OK done\r\n";
    String later = "* 8 FETCH (UID 8 BODY[] {5}\r\nagain)\r\nTAG OK done\r\n";
    try (ScriptedServer server =
            new ScriptedServer(HELLO, "", first + second + ends, opened, later);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      client.fetch().expect(List.of(message(7), message(8)));
      assertThat(text(client, 7)).isEqualTo("one");
      new SourceSession(client).used();
      assertThat(client.examine("INBOX").messages()).isEqualTo(8);
      assertThat(text(client, 8)).isEqualTo("again");
    }
  }

  private static ImapMessage message(long uid) {
    return new ImapMessage(uid, MessageFlags.NONE, Instant.EPOCH, 3);
  }

  private static String text(ImapClient client, long uid) throws IOException {
    try (InputStream content = client.fetch().content(uid).orElseThrow().stream()) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  @Test
  void signsInByWhatTheServerOffersAndTellsRefusalFromTrouble() throws IOException {
    assertError(
        SourceError.LOGIN_REFUSED,
        () -> login(HELLO, CAPABLE, "+ go\r\n", "+ go\r\n", "f2 NO no\r\n"));
    assertError(
        SourceError.CONNECTION_LOST,
        () -> login(HELLO, CAPABLE, "+ go\r\n", "+ go\r\n", "f2 NO [UNAVAILABLE] later\r\n"));
    String plain = "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n";
    login(HELLO, plain, "+ \r\n", "f2 OK in\r\n");
    assertError(SourceError.LOGIN_REFUSED, () -> login(HELLO, plain, "+ \r\n", "f2 NO no\r\n"));
  }

  private static void login(String... script) throws IOException {
    try (ScriptedServer server = new ScriptedServer(script);
        ImapClient client = server.connect(ConnectionSecurity.NONE);
        SourcePassword password = SourcePassword.takeOver("p\u00e4ss \"word\"".getBytes(UTF_8))) {
      client.login("olaf", password);
    }
  }

  @Test
  void doesNotBelieveAServerThatIsNoneOrSaysTooMuch() throws IOException {
    assertError(SourceError.PROTOCOL_INVALID, () -> list("SSH-2.0-x\r\n"));
    assertError(SourceError.CONNECTION_LOST, () -> list("* BYE full\r\n"));
    assertError(SourceError.CONNECTION_LOST, () -> list(HELLO, "* LIST ("));
    assertError(
        SourceError.PROTOCOL_INVALID, () -> list(HELLO, "* LIST () \"/\" {2000000000}\r\n"));
    assertError(SourceError.PROTOCOL_INVALID, () -> list(HELLO, "* " + "x".repeat(70_000)));
    assertError(
        SourceError.PROTOCOL_INVALID,
        () -> list(HELLO, ("* " + "x".repeat(60_000) + "\r\n").repeat(200)));
    assertError(
        SourceError.PROTOCOL_INVALID,
        () -> list(HELLO, "* LIST " + "(".repeat(50) + "\r\nTAG OK\r\n"));
  }

  @Test
  void keepsLittleOfAnAnswerOfManySmallParts() throws IOException {
    assertError(
        SourceError.PROTOCOL_INVALID,
        () -> list(HELLO, "\n".repeat(MigrationLimits.MAX_ANSWER_LINES) + "TAG OK done\r\n"));
    String lists = "()".repeat(MigrationLimits.MAX_LINE_BYTES / 4) + "{0}\r\n";
    assertError(
        SourceError.PROTOCOL_INVALID,
        () -> list(HELLO, "* X " + lists.repeat(3) + "\r\nTAG OK done\r\n"));
    String message =
        "* 1 FETCH (UID 9 RFC822.SIZE 1 INTERNALDATE \"3-Feb-2025 06:05:06 +0200\" FLAGS ())\r\n";
    try (ScriptedServer server = new ScriptedServer(HELLO, message.repeat(2) + "TAG OK done\r\n");
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertError(SourceError.CONNECTION_LOST, () -> client.fetch().messages(1, 1));
    }
  }

  private static void list(String... script) throws IOException {
    try (ScriptedServer server = new ScriptedServer(script);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      client.folders(Map.of());
    }
  }

  @Test
  void doesNotGoOnInClearWhereTlsIsAskedFor() throws IOException {
    try (ScriptedServer server = new ScriptedServer(HELLO, "TAG BAD what\r\n")) {
      assertError(SourceError.NO_STARTTLS, () -> server.connect(ConnectionSecurity.TLS));
    }
    try (ScriptedServer server = new ScriptedServer(HELLO, "TAG OK go\r\n", "* plain\r\n")) {
      assertError(SourceError.UNTRUSTED, () -> server.connect(ConnectionSecurity.TLS));
    }
  }

  @Test
  void trustsACertificateOfNobodyOnlyIfTold() throws IOException {
    try (SourceServer source = SourceServer.startWithTls()) {
      SourceSockets sockets =
          new SourceSockets(new SourceServers(Set.of("127.0.0.1:" + source.port())));
      assertError(
          SourceError.UNTRUSTED, () -> ImapClient.connect(sockets, tls(source.port(), false)));
      try (ImapClient client = ImapClient.connect(sockets, tls(source.port(), true))) {
        client.requireImap();
      }
    }
  }

  @Test
  void leavesAMessageThatNobodyWantsWithoutReadingItToItsEnd() throws IOException {
    String body = "* 1 FETCH (BODY[] {90000000}\r\nbegin";
    try (ScriptedServer server = new ScriptedServer(HELLO, body);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      try (InputStream content = client.fetch().content(1).orElseThrow().stream()) {
        assertThat(content.read()).isEqualTo('b');
      }
      assertThat(client.isUsable()).isFalse();
    }
  }

  @Test
  void doesNotBeginAMessageThatIsTooLarge() throws IOException {
    String body = "* 1 FETCH (BODY[] {9999999999}\r\nbegin";
    try (ScriptedServer server = new ScriptedServer(HELLO, body);
        ImapClient client = server.connect(ConnectionSecurity.NONE)) {
      assertThatThrownBy(() -> client.fetch().content(1))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.MESSAGE_TOO_LARGE));
      assertThat(client.isUsable()).isFalse();
    }
  }

  @Test
  void answersForANameThatDoesNotExistAsForOneInside() {
    SourceSockets sockets = new SourceSockets(new SourceServers(Set.of("nowhere.invalid:143")));
    assertError(
        SourceError.ADDRESS_REFUSED, () -> sockets.connect(endpoint("localhost", 993, false)));
    assertError(
        SourceError.ADDRESS_REFUSED,
        () -> sockets.connect(endpoint("nowhere.invalid", 993, false)));
    assertError(
        SourceError.UNREACHABLE, () -> sockets.connect(endpoint("nowhere.invalid", 143, false)));
  }

  private static MigrationEndpoint tls(int port, boolean acceptUntrusted) {
    return endpoint("127.0.0.1", port, acceptUntrusted);
  }

  private static MigrationEndpoint endpoint(String server, int port, boolean acceptUntrusted) {
    return new MigrationEndpoint(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "tls",
        server,
        port,
        ConnectionSecurity.SSL,
        acceptUntrusted ? CertificateTrust.ANY : CertificateTrust.PUBLIC,
        SignInMethod.BASIC,
        1,
        0,
        Instant.EPOCH);
  }

  private static void assertError(SourceError error, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
