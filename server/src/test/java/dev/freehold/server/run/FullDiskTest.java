package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to mount a small file system; skipped without. */
class FullDiskTest {

  private static final List<String> NO_ROOM = List.of("database-commit-failed", "database-full");

  private static final int MESSAGE_BYTES = 500_000;
  private static final int MOST_MESSAGES = 100;

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=20m,mode=0700", "tmpfs", disk.toString());
    assumeTrue(mounted, "a small file system cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      // Lazily: this JVM may go on using the native library that was unpacked there.
      assertThat(run("umount", "--lazy", disk.toString())).isTrue();
    }
  }

  @Test
  @DisplayName("A full disk refuses with a code; what was acknowledged stays; with room it goes on")
  void fullDisk() throws IOException {
    try (FreeholdServer server =
            TestServer.start(disk.resolve("data"), Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      RemoteMailbox mailbox = new RemoteMailbox(tenant.client(), tenant.mailbox());
      Path ballast = Files.write(disk.resolve("ballast"), new byte[2 << 20]);
      List<AppendReceipt> acknowledged = new ArrayList<>();
      Optional<RefusedException> refusal = Optional.empty();
      while (refusal.isEmpty() && acknowledged.size() < MOST_MESSAGES) {
        try {
          acknowledged.add(append(mailbox, acknowledged.size()));
        } catch (RefusedException full) {
          refusal = Optional.of(full);
        }
      }

      assertThat(acknowledged).isNotEmpty();
      assertThat(refusal.orElseThrow().code())
          .isIn("blob-store-full", "database-commit-failed", "database-full");
      assertThat(Monitoring.get(server.metricsUri(), "/livez").body()).isEqualTo("live");
      assertReadableOrRefused(mailbox, acknowledged);

      Files.delete(ballast);
      acknowledged.add(append(mailbox, MOST_MESSAGES));
      assertReadable(mailbox, acknowledged);
    }
  }

  /** Somebody else's mailbox is read only if the log can take it, which needs some room. */
  private static void assertReadableOrRefused(
      RemoteMailbox mailbox, List<AppendReceipt> acknowledged) throws IOException {
    try {
      assertReadable(mailbox, acknowledged);
    } catch (RefusedException full) {
      assertThat(full.code()).isIn(NO_ROOM);
    } catch (ApiRefusedException full) {
      assertThat(full.code()).isIn(NO_ROOM);
    }
  }

  private static void assertReadable(RemoteMailbox mailbox, List<AppendReceipt> acknowledged)
      throws IOException {
    List<MailItem> items = mailbox.list("INBOX", 0, MOST_MESSAGES + 1);
    assertThat(items.stream().map(MailItem::sha256).toList())
        .containsExactlyElementsOf(acknowledged.stream().map(AppendReceipt::sha256).toList());
    for (MailItem item : items) {
      try (InputStream in = mailbox.open(item)) {
        assertThat(in.readAllBytes()).hasSize(MESSAGE_BYTES);
      }
    }
  }

  private static AppendReceipt append(RemoteMailbox mailbox, int number) throws IOException {
    byte[] message = new byte[MESSAGE_BYTES];
    new Random(number).nextBytes(message);
    AppendRequest request =
        new AppendRequest(
            "INBOX",
            MessageFlags.NONE,
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.of(MESSAGE_BYTES),
            Optional.empty());
    return mailbox.append(request, new ByteArrayInputStream(message));
  }

  private static boolean run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
