package dev.freehold.content.reseal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.store.CrashingWriter;
import dev.freehold.content.store.Expected;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.testing.Kills;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealCrashTest {

  private static final int ROUNDS = Kills.count(3);
  private static final int OBJECTS = 200;
  private static final Requester SYSTEM = Requester.system("crash test");

  @TempDir Path folder;

  @Test
  @DisplayName("fault21: after SIGKILL while sealing again, all objects are whole, none is lost")
  void fault21KilledWhileSealingAgain() throws Exception {
    List<UUID> stored = storeObjects();
    Random random = new Random(21);
    for (int present = 1; present <= ROUNDS; present++) {
      runAndKill(present, random.nextInt(1, OBJECTS / 10));
    }
    FixedKeyAccess keys = CrashingResealer.keys(ROUNDS);
    try (Database database = CrashingWriter.openDatabase(folder)) {
      StoreParts parts = CrashingResealer.parts(folder, database, keys);
      ObjectStore objects = new ObjectStore(parts);
      assertWhole(objects, stored);
      assertThat(objects.usage(CrashingResealer.keyOf(ROUNDS)).objects()).isPositive();
      ObjectResealer resealer = new ObjectResealer(parts, List.of());
      for (int old = 0; old < ROUNDS; old++) {
        UUID oldKey = CrashingResealer.keyOf(old);
        RetiredKey key = new RetiredKey(CrashingResealer.OWNER, OwnerKind.MAILBOX, oldKey);
        TestStep step = new TestStep(database, 50);
        while (!resealer.reseal(step, key)) {
          assertThat(step.commits()).isLessThan(OBJECTS);
        }
        keys.destroy(oldKey);
      }
      assertWhole(objects, stored);
      assertThat(objects.usage(CrashingResealer.keyOf(ROUNDS)).objects()).isEqualTo(OBJECTS);
    }
  }

  private List<UUID> storeObjects() throws IOException {
    List<UUID> stored = new ArrayList<>();
    try (Database database = CrashingWriter.openDatabase(folder)) {
      ObjectStore objects =
          new ObjectStore(CrashingResealer.parts(folder, database, CrashingResealer.keys(0)));
      for (int number = 0; number < OBJECTS; number++) {
        InputStream in = new ByteArrayInputStream(contentOf(number));
        SealedObject sealed = objects.seal(CrashingWriter.OWNER, SYSTEM, in, 1 << 20);
        database.write(
            tx -> {
              objects.register(tx, sealed, SYSTEM);
              return null;
            });
        stored.add(sealed.objectId());
      }
    }
    return stored;
  }

  /** Kills the process after so many batches, in the middle of whatever it does then. */
  private void runAndKill(int present, int batches) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingResealer.class.getName(),
                folder.toString(),
                Integer.toString(present))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      int committed = 0;
      String line = lines.readLine();
      while (line != null && !line.equals("done") && committed < batches) {
        committed += line.equals("committed") ? 1 : 0;
        line = lines.readLine();
      }
      assertThat(committed).isPositive();
      assertThat(process.toHandle().destroyForcibly()).isTrue();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
  }

  private static void assertWhole(ObjectStore objects, List<UUID> stored) throws IOException {
    for (int number = 0; number < stored.size(); number++) {
      try (ObjectReader reader =
              objects.open(Expected.bound(CrashingWriter.OWNER, stored.get(number)), SYSTEM);
          InputStream in = reader.stream()) {
        assertThat(in.readAllBytes()).isEqualTo(contentOf(number));
      }
    }
  }

  private static byte[] contentOf(int number) {
    return Blobs.bytes(number, 1000 + 37 * number);
  }
}
