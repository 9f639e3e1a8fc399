package dev.freehold.content.reseal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.reseal.Backlog;
import dev.freehold.custody.reseal.ResealException;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store whose owners' keys are renewed, for contracts that hold on every database. */
abstract class ResealerTests {

  static final Duration READER_GRACE = SweepSettings.DEFAULT_READER_GRACE;

  @TempDir Path folder;
  final Dialect dialect;
  StoreFixture fixture;
  ObjectResealer resealer;

  ResealerTests(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new StoreFixture(dialect, folder);
    resealer = new ObjectResealer(fixture.parts(fixture.blobs), List.of());
    fixture.sweeper(SweepSettings.DEFAULT).run();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  void resealAll(RetiredKey old) {
    TestStep step = step(100);
    while (!resealer.reseal(step, old)) {
      assertThat(step.commits()).isLessThan(1000);
    }
  }

  TestStep step(int budgetItems) {
    return new TestStep(fixture.database, budgetItems);
  }

  Backlog backlog(RetiredKey key) {
    return fixture.database.read(tx -> resealer.backlog(tx, key.ownerKeyId()));
  }

  static List<Path> filesBelow(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  static byte[] bytesOf(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static int indexOf(byte[] text, byte[] part) {
    for (int from = 0; from <= text.length - part.length; from++) {
      if (Arrays.equals(text, from, from + part.length, part, 0, part.length)) {
        return from;
      }
    }
    return -1;
  }

  static void assertHindered(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ResealException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  static void assertCode(ContentError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
