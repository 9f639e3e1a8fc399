package dev.freehold.server.coverage;

import dev.freehold.files.FilesLimits;
import dev.freehold.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Places that are no files of the data folder. What follows from the configuration or can be looked
 * up on this machine is; the rest is stated, with what Freehold has no say in.
 */
final class StatedPlaces {

  private static final Path SWAPS = Path.of("/proc/swaps");

  private final ServerSettings settings;

  StatedPlaces(ServerSettings settings) {
    this.settings = settings;
  }

  List<Place> places() throws IOException {
    List<Place> places = new ArrayList<>();
    places.add(configuration());
    if (!settings.protection().library().isEmpty()) {
      places.add(token());
    }
    if (!settings.database().url().isEmpty() || !settings.availability().url().isEmpty()) {
      places.add(postgresqlLog());
    }
    places.add(logs());
    places.add(caches());
    places.add(swap());
    places.add(dumps());
    places.add(handedOut());
    return places;
  }

  private static Place configuration() {
    return stated(
        Area.SECRETS,
        "configuration",
        "passwords, PIN and master key, where they are configured: environment or files of yours",
        new Protection(Means.NOT_COVERED, "keep them as you keep keys"));
  }

  private Place token() {
    return stated(
        Area.SECRETS,
        "PKCS #11 token " + settings.protection().tokenLabel(),
        "RSA-HSM keys, and the key that wraps the vault master key",
        new Protection(Means.SEALED, "the token's own protection"));
  }

  private static Place postgresqlLog() {
    return stated(
        Area.DATABASES,
        "PostgreSQL's own files",
        "write-ahead log, temporary files, replicas and backups repeat rows of the tables",
        Protection.asTables());
  }

  private Place logs() {
    return stated(
        Area.PROCESS,
        "logs",
        "standard output, from %s on: never content, keys, tokens or documents' names"
            .formatted(settings.logging().level()),
        Protection.clear(Clear.IDS));
  }

  private Place caches() {
    return stated(
        Area.PROCESS,
        "caches",
        ("opened keys for a lease of %d s, and secrets of access keys for up to %d s, then"
                + " overwritten; content in pieces while it passes")
            .formatted(
                settings.keys().lease().toSeconds(), 2 * FilesLimits.ACCESS_KEY_REREAD.toSeconds()),
        new Protection(Means.MEMORY, "never written"));
  }

  /** Linux says which swap is in use; elsewhere it is stated. */
  private static Place swap() throws IOException {
    Presence presence = Presence.stated();
    if (Files.isReadable(SWAPS)) {
      long kibibytes =
          Files.readAllLines(SWAPS).stream()
              .skip(1)
              .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
              .sum();
      presence =
          kibibytes == 0
              ? Presence.ABSENT
              : new Presence(Presence.State.PRESENT, 0, kibibytes * 1024);
    }
    return new Place(
        Area.PROCESS,
        "swap",
        "memory of the server, with leased keys and content in it",
        new Protection(Means.NOT_COVERED, "switch swap off, or encrypt it"),
        presence);
  }

  private static Place dumps() {
    return stated(
        Area.PROCESS,
        "core, heap and crash dumps",
        "memory of the server; none is made unless the system or a JVM option asks for it",
        new Protection(Means.NOT_COVERED, "switch core dumps off (ulimit -c 0)"));
  }

  private static Place handedOut() {
    return stated(
        Area.PROCESS,
        "what commands hand out",
        "mail export and rescue write content where they are told; rescue copies"
            + " availability.db, sealed, into the temporary folder while it runs, restore-check a"
            + " database that has a log beside it",
        new Protection(Means.NOT_COVERED, "it is yours from there on"));
  }

  private static Place stated(Area area, String place, String what, Protection protection) {
    return new Place(area, place, what, protection, Presence.stated());
  }
}
