package dev.freehold.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.testing.SampleMail;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class QuickstartTest {

  private static final Map<String, String> FREE_PORTS =
      Map.of("FREEHOLD_API_PORT", "0", "FREEHOLD_VAULT_PORT", "0", "FREEHOLD_FILES_S3_PORT", "0");

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  @DisplayName("With our own mail every line holds")
  void ownMail() throws Exception {
    assertThat(run(Optional.empty(), Optional.empty(), false, () -> {})).as("%s", out).isTrue();
    assertThat(out.toString())
        .contains("ok    messages in    10, ")
        .contains("ok    messages out   10, ")
        .contains("ok    IsEncrypted    true")
        .contains("over S3 in ", " s, bytes equal")
        .contains("ok    site           policy of the geo EUR, IsEncrypted true")
        .contains("none on disk")
        .contains("a planted line was found")
        .contains("delivered over LMTP and read over IMAP, both with TLS, bytes equal")
        .containsPattern("reads refused .* \\(message\\), .* \\(document\\), .* \\(IMAP\\) after")
        .contains("ok    SELECT         NO [CONTACTADMIN] the mailbox is locked")
        .contains("ok    LMTP           takes a message all the same")
        .contains("over IMAP the new message too")
        .contains("the same message and document read again")
        .contains("Everything holds.")
        .doesNotContain("FAIL");
  }

  @Test
  @DisplayName("The whole corpus goes in and out, the named folder stays, --keep leaves it running")
  void corpus() throws Exception {
    Path corpus = SampleMail.copyTo(folder.resolve("corpus"));
    Path data = folder.resolve("data");
    AtomicReference<String> ready = new AtomicReference<>();

    boolean holds =
        run(
            Optional.of(corpus),
            Optional.of(data),
            true,
            () -> {
              Connection alice = Connection.read(data.resolve("alice.json"));
              try (ApiClient client = new ApiClient(alice, Clock.systemUTC());
                  InputStream word = client.download("/readyz")) {
                ready.set(new String(word.readAllBytes(), StandardCharsets.US_ASCII));
              } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(holds).as("%s", out).isTrue();
    assertThat(ready).hasValue("ready");
    assertThat(out.toString())
        .contains("server name            localhost")
        .containsPattern("port                   [0-9]+ \\(IMAP with TLS\\)")
        .contains("user name              alice@contoso.com")
        .contains("ca.pem", "swaks --protocol LMTP", "curl --cacert");
    assertThat(data.resolve("freehold.db")).exists();
  }

  @Test
  @DisplayName("Every file that it leaves in a named folder has its rule in the coverage report")
  void isCovered() throws Exception {
    Path data = folder.resolve("data");
    assertThat(run(Optional.empty(), Optional.of(data), false, () -> {})).as("%s", out).isTrue();
    CommandRun coverage = CommandRun.of("coverage", "--data", data.toString());
    assertThat(coverage.exitCode()).as(coverage.out() + coverage.err()).isZero();
  }

  @Test
  @DisplayName("A folder with something else in it is refused and left as it is")
  void foreignFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("mine"));

    assertThatThrownBy(() -> run(Optional.empty(), Optional.of(folder), false, () -> {}))
        .isInstanceOfSatisfying(
            ServerException.class,
            e -> assertThat(e.error()).isEqualTo(ServerError.DATA_FOLDER_NOT_EMPTY));
    assertThat(file).exists();
  }

  @Test
  @DisplayName("A previous quickstart's folder is moved aside, not removed")
  void previousRun() throws Exception {
    Path data = folder.resolve("data");
    try (QuickstartFolder first = QuickstartFolder.named(data, Clock.systemUTC())) {
      Files.createFile(first.root().resolve("content"));
    }
    try (QuickstartFolder second = QuickstartFolder.named(data, Clock.systemUTC())) {
      assertThat(second.movedAside().orElseThrow().resolve("content")).exists();
      assertThat(second.root().resolve("content")).doesNotExist();
    }
  }

  private boolean run(
      Optional<Path> mail, Optional<Path> data, boolean keep, Quickstart.Keeper keeper)
      throws Exception {
    return new Quickstart(
            new Quickstart.Options(mail, data, keep),
            FREE_PORTS,
            Clock.systemUTC(),
            new PrintWriter(out, true),
            false)
        .run(keeper);
  }
}
