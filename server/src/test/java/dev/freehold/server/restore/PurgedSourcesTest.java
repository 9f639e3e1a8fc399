package dev.freehold.server.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.tile.EntryBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What was purged is known from")
class PurgedSourcesTest {

  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();

  @TempDir Path folder;
  private final PurgedSources sources = new PurgedSources(List.of(FIRST));

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve(UUID.randomUUID().toString()), content);
  }

  @Test
  @DisplayName("receipts")
  void receipts() throws IOException {
    sources.addReceipt(
        file(
            "{\"format\":\"freehold-receipt-v1\",\"preconditions\":{\"policyId\":\"%s\"}}"
                .formatted(SECOND)));
    assertThat(sources.purged().policies()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThatThrownBy(() -> sources.addReceipt(file("{\"format\":\"another\"}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no receipt");
    assertThatThrownBy(() -> sources.addReceipt(file("no JSON"))).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("the list of a purge")
  void lists() throws IOException {
    sources.addOwners(
        file(
            """
            {"ownerId":"%s","kind":"MAILBOX","objects":3,"bytes":30}
            {"ownerId":"%s","kind":"MAILBOX","objects":0,"bytes":0}
            """
                .formatted(FIRST, SECOND)));
    assertThat(sources.purged().owners()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThatThrownBy(() -> sources.addOwners(file("{\"ownerId\":1}\n")))
        .isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("a copy of a ledger: runs that began, and nothing that was only asked for")
  void ledger() throws IOException {
    Path tiles = Files.createDirectories(folder.resolve("copy/tile/entries/000.p"));
    List<byte[]> entries =
        Stream.of(
                entry("PolicyPurgeRequest", "DONE", UUID.randomUUID()),
                entry("PolicyPurgeStart", "REFUSED", UUID.randomUUID()),
                entry("PolicyCreate", "DONE", UUID.randomUUID()),
                entry("PolicyPurgeStart", "DONE", SECOND))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    Files.write(tiles.resolve("4"), EntryBundle.write(entries));
    sources.addLedger(folder.resolve("copy"));
    assertThat(sources.purged().policies()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThatThrownBy(() -> sources.addLedger(folder)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("a copy of a ledger that is cut off could hide a purge, and is refused")
  void cutLedger() throws IOException {
    Path tiles = Files.createDirectories(folder.resolve("copy/tile/entries/000.p"));
    byte[] bundle =
        EntryBundle.write(
            List.of(
                entry("PolicyCreate", "DONE", FIRST).getBytes(StandardCharsets.UTF_8),
                entry("PolicyPurge", "DONE", SECOND).getBytes(StandardCharsets.UTF_8)));
    for (int cut : new int[] {1, 120}) {
      Files.write(tiles.resolve("2"), Arrays.copyOf(bundle, bundle.length - cut));
      assertThatThrownBy(() -> sources.addLedger(folder.resolve("copy")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged");
    }
  }

  private static String entry(String operation, String outcome, UUID policy) {
    return "{\"details\":{\"policyId\":\"%s\"},\"operation\":\"%s\",\"outcome\":\"%s\",\"v\":2}"
        .formatted(policy, operation, outcome);
  }
}
