package dev.freehold.server.restore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.receipt.Receipt;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.server.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Collects what was purged from the records that a tenant keeps. Nothing is verified here, because
 * a false claim only makes the check stricter; {@code freehold receipt verify} and {@code freehold
 * ledger verify} do that.
 */
public final class PurgedSources {

  /** From the start of a run on there is no way back. */
  private static final Set<String> OPERATIONS = Set.of("PolicyPurgeStart", "PolicyPurge");

  private final Set<UUID> policies;
  private final Set<UUID> owners = new HashSet<>();
  private boolean asked;

  /** Begins with these policies. */
  public PurgedSources(List<UUID> policies) {
    this.policies = new HashSet<>(policies);
    this.asked = !policies.isEmpty();
  }

  /** All that was gathered. */
  public Purged purged() {
    return new Purged(asked, policies, owners);
  }

  /**
   * Takes the policy of a receipt.
   *
   * @throws IOException if it cannot be read or is no receipt; the message says what it should be
   */
  public void addReceipt(Path file) throws IOException {
    asked = true;
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode receipt = Json.MAPPER.readTree(in.readNBytes(Receipt.MAX_BYTES));
      if (!receipt.path("format").asText().equals(Receipt.FORMAT)) {
        throw new IOException("%s is no receipt of a purge".formatted(file));
      }
      policies.add(id(file, receipt.path("preconditions").path("policyId")));
    }
  }

  /**
   * Takes the mailboxes and sites of a purge's list: a JSON object with an {@code ownerId} on each
   * line.
   *
   * @throws IOException as above
   */
  public void addOwners(Path file) throws IOException {
    asked = true;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        owners.add(id(file, Json.MAPPER.readTree(line).path("ownerId")));
      }
    }
  }

  /**
   * Takes the policies whose purge a copy of a ledger reports.
   *
   * @param folder what {@code freehold ledger export} made
   * @throws IOException as above
   */
  public void addLedger(Path folder) throws IOException {
    asked = true;
    Path bundles = folder.resolve("tile").resolve("entries");
    if (!Files.isDirectory(bundles)) {
      throw new IOException(
          "%s is no copy of a ledger: it has no folder tile/entries".formatted(folder));
    }
    try (Stream<Path> tree = Files.walk(bundles)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        addBundle(file, bundles.relativize(file).toString());
      }
    }
  }

  private void addBundle(Path file, String name) throws IOException {
    TilePath tile =
        TilePath.parse("entries", name)
            .orElseThrow(() -> new IOException("%s is no part of a ledger".formatted(file)));
    for (byte[] entry : entries(file, tile.width())) {
      if (new String(entry, StandardCharsets.UTF_8).contains("\"PolicyPurge")) {
        addEntry(file, Json.MAPPER.readTree(entry));
      }
    }
  }

  /** All of them, or none: an entry that is cut off could be the one of a purge. */
  private static List<byte[]> entries(Path file, int count) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return EntryBundle.read(in.readNBytes(EntryBundle.MAX_BYTES + 1), count);
    } catch (IllegalArgumentException damaged) {
      throw new IOException("%s is damaged: %s".formatted(file, damaged.getMessage()), damaged);
    }
  }

  private void addEntry(Path file, JsonNode entry) throws IOException {
    if (OPERATIONS.contains(entry.path("operation").asText())
        && entry.path("outcome").asText().equals("DONE")) {
      policies.add(id(file, entry.path("details").path("policyId")));
    }
  }

  private static UUID id(Path file, JsonNode text) throws IOException {
    try {
      return UUID.fromString(text.asText());
    } catch (IllegalArgumentException other) {
      throw new IOException("%s does not have an id where one belongs".formatted(file), other);
    }
  }
}
