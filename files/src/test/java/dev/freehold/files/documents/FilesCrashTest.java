package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.sweep.SweepReport;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.uploads.Upload;
import dev.freehold.persistence.testing.Kills;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed while it stores documents")
@Order(1)
class FilesCrashTest {

  private static final int KILLS = Kills.count(8);
  private static final int LOOK_EVERY = 4;
  private static final int ABSENT = 0;

  @TempDir Path folder;

  /**
   * What each document may be: the version that was acknowledged last, and those that were begun
   * since; 0 if it is not there.
   */
  private final Map<String, Set<Integer>> possible = new HashMap<>();

  @Test
  @DisplayName("loses no acknowledged document, shows no half-written one, and frees its space")
  void killedAgainAndAgain() throws Exception {
    try (CrashStore store = new CrashStore(folder)) {
      store.prepare();
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int acknowledgements = 0;
    for (int round = 0; round < KILLS; round++) {
      acknowledgements += runAndKill(1 + 100_000 * round, random.nextInt(1, 25));
      if (round % LOOK_EVERY == 0 || round == KILLS - 1) {
        try (CrashStore store = new CrashStore(folder)) {
          assertWhole(store, "round %d of seed %d".formatted(round, seed));
        }
      }
    }
    assertThat(acknowledgements).isGreaterThan(KILLS);
    try (CrashStore store = new CrashStore(folder)) {
      assertSpaceComesBack(store);
    }
  }

  /** Kills the process after so many acknowledgements, in the middle of whatever it does then. */
  private int runAndKill(int firstVersion, int acknowledgements) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingFiles.class.getName(),
                folder.toString(),
                Integer.toString(firstVersion))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int seen = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && seen < acknowledgements) {
        seen += take(line);
        line = seen < acknowledgements ? lines.readLine() : line;
      }
      process.toHandle().destroyForcibly();
      // What it said before it died counts too.
      for (line = lines.readLine(); line != null; line = lines.readLine()) {
        seen += take(line);
      }
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
    return seen;
  }

  private int take(String line) {
    String[] words = line.split("\t", -1);
    if (words.length != 3) {
      return 0; // Cut by the kill.
    }
    int version = Integer.parseInt(words[2]);
    Set<Integer> versions =
        possible.computeIfAbsent(words[1], name -> new HashSet<>(Set.of(ABSENT)));
    boolean isDone = words[0].equals("done");
    if (isDone) {
      versions.clear();
    }
    versions.add(version);
    return isDone ? 1 : 0;
  }

  private void assertWhole(CrashStore store, String when) throws IOException {
    for (Map.Entry<String, Set<Integer>> entry : possible.entrySet()) {
      String name = entry.getKey();
      byte[] found = read(store, name);
      Optional<Integer> version =
          entry.getValue().stream().filter(one -> isVersion(found, name, one)).findFirst();
      assertThat(version).as("%s, %s", name, when).isPresent();
      entry.setValue(new HashSet<>(Set.of(version.get())));
    }
  }

  private static boolean isVersion(byte[] found, String name, int version) {
    return version == ABSENT
        ? found == null
        : Arrays.equals(found, CrashStore.content(name, version));
  }

  private static byte[] read(CrashStore store, String name) throws IOException {
    try (OpenDocument open = store.documents.open(store.site, name, CrashStore.SOMEBODY);
        InputStream in = open.stream(0, open.document().sizeBytes())) {
      return in.readAllBytes();
    } catch (FilesException absent) {
      assertThat(absent.error()).isEqualTo(FilesError.DOCUMENT_NOT_FOUND);
      return null;
    }
  }

  private void assertSpaceComesBack(CrashStore store) throws IOException {
    for (Upload upload : store.uploads.list(store.site, CrashStore.SOMEBODY)) {
      store.uploads.abort(store.site, upload.id(), CrashStore.SOMEBODY);
    }
    SweepReport report = store.sweep();
    assertThat(report.held()).isFalse();
    assertThat(report.finished()).isTrue();
    long documents =
        possible.values().stream().filter(versions -> !versions.contains(ABSENT)).count();
    assertThat(store.activeObjects()).isEqualTo(documents);
    try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
      // The store's own identity is the one file more.
      assertThat(all.filter(Files::isRegularFile)).hasSize((int) documents + 1);
    }
  }
}
