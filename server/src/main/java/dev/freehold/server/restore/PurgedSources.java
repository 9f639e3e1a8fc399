package dev.freehold.server.restore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.Json;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
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
 * Gathers what was purged from what a tenant keeps of it. Nothing is verified here, because a false
 * claim only makes the check stricter; {@code freehold receipt verify} and {@code freehold ledger
 * verify} do that.
 */
public final class PurgedSources {

  private static final String RECEIPT_FORMAT = "freehold-receipt-v1";
  private static final int MAX_RECEIPT_BYTES = 1 << 20;

  /** From the start of a run on there is no way back. */
  private static final Set<String> OPERATIONS = Set.of("PolicyPurgeStart", "PolicyPurge");

  private final Set<UUID> policies;
  private final Set<UUID> owners = new HashSet<>();

  /** Begins with these policies. */
  public PurgedSources(List<UUID> policies) {
    this.policies = new HashSet<>(policies);
  }

  /** All that was gathered. */
  public Purged purged() {
    return new Purged(policies, owners);
  }

  /**
   * Takes the policy of a receipt.
   *
   * @throws IOException if it cannot be read or is none; the message says what it should be
   */
  public void addReceipt(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode receipt = Json.MAPPER.readTree(in.readNBytes(MAX_RECEIPT_BYTES));
      if (!receipt.path("format").asText().equals(RECEIPT_FORMAT)) {
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
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        owners.add(id(file, Json.MAPPER.readTree(line).path("ownerId")));
      }
    }
  }

  /**
   * Takes the policies whose purge a copy of a ledger tells of.
   *
   * @param folder what {@code freehold ledger export} made
   * @throws IOException as above
   */
  public void addLedger(Path folder) throws IOException {
    Path bundles = folder.resolve("tile").resolve("entries");
    if (!Files.isDirectory(bundles)) {
      throw new IOException(
          "%s is no copy of a ledger: it has no folder tile/entries".formatted(folder));
    }
    try (Stream<Path> tree = Files.walk(bundles)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        addBundle(file);
      }
    }
  }

  private void addBundle(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        byte[] entry = in.readNBytes(in.readUnsignedShort());
        if (new String(entry, StandardCharsets.UTF_8).contains("\"PolicyPurge")) {
          addEntry(file, Json.MAPPER.readTree(entry));
        }
      }
    } catch (EOFException end) {
      // Entries follow one another to the end of the file.
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
