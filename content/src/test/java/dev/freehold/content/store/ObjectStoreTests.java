package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An object store, for contracts that hold on every database. */
abstract class ObjectStoreTests {

  static final int SEGMENT_PLAINTEXT_BYTES = (64 << 10) - 32;

  @TempDir Path folder;
  final Dialect dialect;
  StoreFixture fixture;

  ObjectStoreTests(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new StoreFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static String messageOf(ThrowingCallable call) {
    try {
      call.call();
    } catch (Throwable thrown) {
      return thrown.getMessage();
    }
    throw new AssertionError("nothing was thrown");
  }

  static void assertCode(ContentError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
