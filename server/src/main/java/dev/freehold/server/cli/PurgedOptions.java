package dev.freehold.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.server.http.Json;
import dev.freehold.server.restore.Purged;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is known to have been purged, which a backup from before does not say itself. */
final class PurgedOptions {

  @Option(
      names = "--purged",
      paramLabel = "POLICY-ID",
      split = ",",
      description = "The GUID of a policy that was purged; may be given again.")
  private List<UUID> policies = List.of();

  @Option(
      names = "--purged-owners",
      paramLabel = "FILE",
      description = {
        "The list of what a purge destroyed, one JSON object with an ownerId on each line:"
            + " mailboxes",
        "and sites that a backup has under another policy."
      })
  private List<Path> lists = List.of();

  Purged read(CommandLine command) throws IOException {
    Set<UUID> owners = new HashSet<>();
    for (Path list : lists) {
      try (BufferedReader lines = Files.newBufferedReader(list)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          owners.add(ownerId(command, list, line));
        }
      }
    }
    return new Purged(Set.copyOf(policies), owners);
  }

  private static UUID ownerId(CommandLine command, Path list, String line) {
    try {
      return UUID.fromString(Json.MAPPER.readTree(line).path("ownerId").asText());
    } catch (JsonProcessingException | IllegalArgumentException other) {
      throw new ParameterException(
          command, "%s: each line is a JSON object with an ownerId".formatted(list), other);
    }
  }
}
