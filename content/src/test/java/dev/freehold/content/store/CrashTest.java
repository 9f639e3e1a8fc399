package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.testing.Kills;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class CrashTest {

  private static final int ROUNDS = Kills.count(5);
  private static final int MAX_ROUNDS = Kills.count(40);
  private static final int MAX_ACKNOWLEDGED_PER_ROUND = 60;
  private static final Requester READER = Requester.system("crash test");

  @TempDir Path folder;

  @Test
  @DisplayName("After SIGKILL while sealing, again and again, all that was acknowledged is whole")
  void killedWhileSealing() throws Exception {
    Random random = new Random(20261124);
    Map<UUID, Long> acknowledged = new HashMap<>();
    // On until a kill came in the middle of a blob, which few do.
    for (int round = 0; round < ROUNDS || (round < MAX_ROUNDS && !isHalfABlobLeft()); round++) {
      runAndKill(random.nextInt(MAX_ACKNOWLEDGED_PER_ROUND), acknowledged);
    }
    assertThat(acknowledged).isNotEmpty();
    assertAcknowledgedAreWhole(acknowledged);
    assertVisibleBlobsAreWhole();
  }

  private boolean isHalfABlobLeft() throws IOException {
    try (Stream<Path> halves = Files.list(folder.resolve("blobs").resolve("tmp"))) {
      return halves.findAny().isPresent();
    }
  }

  /** Kills the writer after so many acknowledgements, in the middle of whatever it does then. */
  private void runAndKill(int count, Map<UUID, Long> acknowledged) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
      String line = lines.readLine();
      for (int read = 0; line != null; read++) {
        // The pipe may break off inside the last line, which then was not acknowledged.
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && parts[2].equals("stored")) {
          acknowledged.put(UUID.fromString(parts[0]), Long.valueOf(parts[1]));
        }
        if (read == count) {
          // Through the handle, because the process itself would close the pipe that is read here.
          assertThat(writer.toHandle().destroyForcibly()).isTrue();
        }
        line = lines.readLine();
      }
    }
    assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(writer.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
  }

  private void assertAcknowledgedAreWhole(Map<UUID, Long> acknowledged) throws IOException {
    try (Database database = CrashingWriter.openDatabase(folder)) {
      ObjectStore objects = CrashingWriter.objectStore(folder, database);
      for (Map.Entry<UUID, Long> entry : acknowledged.entrySet()) {
        try (ObjectReader reader =
                objects.open(Expected.bound(CrashingWriter.OWNER, entry.getKey()), READER);
            InputStream in = reader.stream()) {
          assertThat(in.readAllBytes()).isEqualTo(CrashingWriter.contentOf(entry.getValue()));
        }
      }
      assertThat(objects.usage(CrashingWriter.OWNER_KEY).objects())
          .isGreaterThanOrEqualTo(acknowledged.size());
    }
  }

  private void assertVisibleBlobsAreWhole() throws IOException {
    BlobStore blobs = FolderBlobStore.open(folder.resolve("blobs"), StoreFixture.SUITE.random());
    ObjectFormatV1 format = new ObjectFormatV1(StoreFixture.SUITE);
    try (OwnerKey owner = CrashingWriter.keys().open(CrashingWriter.OWNER_KEY, READER)) {
      for (BlobEntry blob : Blobs.list(blobs, BlobArea.OBJECTS)) {
        try (BlobSource source = blobs.open(blob.name());
            ObjectPlaintext object = format.open(source, owner, blob.name().id());
            InputStream in = object.stream(0, object.length())) {
          assertThat(in.readAllBytes()).hasSize((int) object.length());
        }
      }
    }
    assertThat(blobs.discardAbandoned(Instant.now().plusSeconds(60), 10_000)).isPositive();
  }
}
