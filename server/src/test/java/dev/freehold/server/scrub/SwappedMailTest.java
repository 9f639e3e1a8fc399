package dev.freehold.server.scrub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server whose database somebody else writes. */
class SwappedMailTest {

  private static final byte[] OURS = "Subject: ours\r\n\r\nours".getBytes(UTF_8);
  private static final byte[] THEIRS = "Subject: theirs\r\n\r\nsecret".getBytes(UTF_8);

  @TempDir Path folder;

  @Test
  @DisplayName(
      "fault56, fault71: a message row that names another tenant's object is listed as damaged,"
          + " gives no byte, and the scrub names it; the rest is listed")
  void fault71_damagedRow() throws Exception {
    Path data = folder.resolve("data");
    try (FreeholdServer server =
            TestServer.start(data, Clock.systemUTC(), Map.of("scrub.interval-seconds", "0"));
        TestTenant contoso = TestTenant.create(server, "contoso");
        TestTenant fabrikam = TestTenant.create(server, "fabrikam")) {
      RemoteMailbox ours = new RemoteMailbox(contoso.client(), contoso.mailbox());
      RemoteMailbox theirs = new RemoteMailbox(fabrikam.client(), fabrikam.mailbox());
      append(ours, OURS);
      append(ours, OURS);
      append(theirs, THEIRS);
      assertThat(scrub(server).exitCode()).isZero();

      write(
          data,
          """
          UPDATE mail_messages SET object_id = (SELECT object_id FROM mail_messages
            WHERE size_bytes = %d) WHERE size_bytes = %d AND uid = 1
          """
              .formatted(THEIRS.length, OURS.length));

      List<MailItem> listed = ours.list("INBOX", 0, 10);
      assertThat(listed).extracting(MailItem::uid).containsExactly(1L, 2L);
      assertThat(listed).extracting(item -> item.sha256().isEmpty()).containsExactly(true, false);
      assertThatThrownBy(() -> ours.open(listed.getFirst()).readAllBytes())
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.code()).isEqualTo("object-corrupt"));
      assertThat(ours.open(listed.getLast()).readAllBytes()).isEqualTo(OURS);
      assertThat(theirs.open(theirs.list("INBOX", 0, 1).getFirst()).readAllBytes())
          .isEqualTo(THEIRS);

      CommandRun found = scrub(server);
      assertThat(found.exitCode()).isEqualTo(1);
      assertThat(found.out())
          .contains("message-damaged", "UID 1 in folder")
          .doesNotContain("UID 2 in folder", "ours", "secret");
      assertThat(scrub(server, "--last", "--output", "json").out())
          .contains("\"code\" : \"message-damaged\"", "\"state\" : \"ended\"");
    }
  }

  @Test
  @DisplayName("fault56: an object's row that leads to another blob gives no byte of it")
  void fault56_otherBlob() throws Exception {
    Path data = folder.resolve("data");
    try (FreeholdServer server =
            TestServer.start(data, Clock.systemUTC(), Map.of("scrub.interval-seconds", "0"));
        TestTenant contoso = TestTenant.create(server, "contoso")) {
      RemoteMailbox ours = new RemoteMailbox(contoso.client(), contoso.mailbox());
      append(ours, OURS);
      append(ours, "Subject: old\r\n\r\nours".getBytes(UTF_8));

      write(
          data,
          """
          CREATE TEMP TABLE both AS SELECT object_id, blob_id, plaintext_bytes, blob_bytes
            FROM content_objects;
          UPDATE content_objects SET blob_id = randomblob(16);
          UPDATE content_objects SET (blob_id, plaintext_bytes, blob_bytes) =
            (SELECT blob_id, plaintext_bytes, blob_bytes FROM both
             WHERE both.object_id <> content_objects.object_id);
          """);

      for (MailItem item : ours.list("INBOX", 0, 10)) {
        assertThatThrownBy(() -> ours.open(item).readAllBytes())
            .isInstanceOf(RefusedException.class);
      }
      assertThat(scrub(server).out()).contains("object-corrupt");
    }
  }

  private static CommandRun scrub(FreeholdServer server, String... further) {
    String[] arguments = {"scrub", "--connection", server.operatorConnection().toString()};
    return CommandRun.of(
        Stream.of(arguments, further).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static void append(RemoteMailbox mailbox, byte[] message)
      throws IOException, RefusedException {
    mailbox.append(
        new AppendRequest(
            "INBOX",
            MessageFlags.NONE,
            Instant.parse("2026-01-02T03:04:05Z"),
            MessageProperties.NONE,
            OptionalLong.of(message.length),
            Optional.empty()),
        new ByteArrayInputStream(message));
  }

  private static void write(Path data, String sql) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(
                "jdbc:sqlite:" + data.resolve("freehold.db") + "?busy_timeout=10000");
        Statement statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.executeUpdate(sql);
      database.commit();
    }
  }
}
