package dev.freehold.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.faults.Fault;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A failure of the object store")
class ContentExceptionTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("is a fault of the same code, or none")
  void sameCode(ContentError error) {
    ContentException failure = new ContentException(error, "x");

    assertThat(failure.fault().map(Fault::code).orElseGet(failure::code)).isEqualTo(error.code());
    assertThat(Fault.of(new IllegalStateException(failure))).isEqualTo(failure.fault());
  }

  @Test
  @DisplayName("is the store's fault if the store is down or full")
  void ofTheStore() {
    assertThat(
            Arrays.stream(ContentError.values())
                .filter(error -> new ContentException(error, "x").fault().isPresent()))
        .containsExactlyInAnyOrder(ContentError.STORE_FAILED, ContentError.STORE_FULL);
  }
}
