package dev.freehold.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a data folder,")
class FolderWalkTest {

  private static final String ID = UUID.randomUUID().toString();
  private static final String OBJECT = "blobs/objects/" + ID.substring(0, 2) + "/" + ID;

  @TempDir Path shared;
  private Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectory(shared.resolve("data"));
  }

  private Path put(String name, String content) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private List<Place> places() throws IOException {
    return new FolderWalk(data, FileRules.service()).places();
  }

  private List<String> findings() throws IOException {
    return places().stream()
        .filter(place -> place.protection().means().isFinding())
        .map(place -> place.protection().means() + " " + place.place())
        .toList();
  }

  @Test
  @DisplayName("what a server makes is counted by its rule, also half-written")
  void isCovered() throws IOException {
    put(OBJECT, "FHO1 and the rest");
    put("blobs/tmp/0123456789abcdef0123456789abcdef", "F");
    put("freehold.db-wal", "1234");
    put("freehold.db-shm", "56");
    mode(put("service-master.key", "secret"), "rw-------");
    mode(put("service-master.key." + ID + ".tmp", "secret"), "rw-------");
    assertThat(findings()).isEmpty();
    assertThat(places())
        .filteredOn(place -> !place.presence().equals(Presence.ABSENT))
        .extracting(place -> place.place() + " " + place.presence())
        .containsExactly(
            "blobs/objects 1 file, 17 bytes",
            "blobs/tmp 1 file, 1 byte",
            "freehold.db-wal, -shm, -journal 2 files, 6 bytes",
            "service-master.key 2 files, 12 bytes");
  }

  @Test
  @DisplayName("a file that no rule covers is unknown, wherever it lies and whatever it is")
  void isUnknown() throws IOException {
    put("notes.txt", "what I wrote down");
    put("java_pid7.hprof", "memory");
    put("blobs/objects.bak/" + ID, "FHO1");
    put("freehold.db.copy", "rows");
    Files.createSymbolicLink(data.resolve("operator.json"), shared.resolve("elsewhere"));
    assertThat(findings())
        .containsExactlyInAnyOrder(
            "UNKNOWN notes.txt",
            "UNKNOWN java_pid7.hprof",
            "UNKNOWN blobs/objects.bak/" + ID,
            "UNKNOWN freehold.db.copy",
            "UNKNOWN operator.json");
  }

  @Test
  @DisplayName("a name vouches for nothing: secrets that others may read, objects that are none")
  void isWrong() throws IOException {
    mode(put("tls/ca.key", "secret"), "rw-r-----");
    put(OBJECT, "Subject: hello");
    put("blobs/objects/00/report.txt", "FHO1");
    put("blobs/bundles/" + ID + "/keys/readme", "");
    assertThat(findings())
        .containsExactlyInAnyOrder(
            "WRONG tls/ca.key",
            "WRONG " + OBJECT,
            "WRONG blobs/objects/00/report.txt",
            "WRONG blobs/bundles/" + ID + "/keys/readme");
  }

  @Test
  @DisplayName("blobs may be a link to another disk and are looked at there")
  void isLinked() throws IOException {
    Path disk = Files.createDirectory(shared.resolve("disk"));
    Files.createSymbolicLink(data.resolve("blobs"), disk);
    Files.writeString(Files.createDirectory(disk.resolve("tmp")).resolve("stray"), "x");
    assertThat(findings()).containsExactly("UNKNOWN blobs/tmp/stray");
  }

  @Test
  @DisplayName("more findings than a report names are counted")
  void areMany() throws IOException {
    for (int i = 0; i < FolderWalk.MAX_NAMED_FINDINGS + 3; i++) {
      put("stray-" + i, "");
    }
    assertThat(findings())
        .hasSize(FolderWalk.MAX_NAMED_FINDINGS + 1)
        .endsWith("UNKNOWN 3 further files");
  }
}
