package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartSizesTest {

  private static final long LARGEST_OBJECT = ContentLimits.OBJECT_MAX_BYTES + (1L << 30);

  @Test
  @DisplayName("As many parts as S3 takes hold the largest object, in 117 MiB of memory")
  void largestObject() {
    PartSizes sizes = PartSizes.upTo(LARGEST_OBJECT);
    assertThat(capacity(sizes)).isGreaterThanOrEqualTo(LARGEST_OBJECT);
    assertThat(sizes.bytes(ContentLimits.S3_PARTS_MAX)).isLessThanOrEqualTo(117 << 20);
  }

  @Test
  @DisplayName("The bound alone costs nothing: the first parts have 8 MiB whatever may come")
  void firstParts() {
    PartSizes sizes = PartSizes.upTo(LARGEST_OBJECT);
    assertThat(sizes.bytes(1)).isEqualTo(8 << 20);
    assertThat(sizes.bytes(ContentLimits.S3_SMALL_PARTS)).isEqualTo(8 << 20);
    assertThat(sizes.bytes(ContentLimits.S3_SMALL_PARTS + 1)).isGreaterThan(8 << 20);
  }

  @Test
  @DisplayName("What fits into parts of 8 MiB has parts of 8 MiB to its end")
  void smallBounds() {
    long most = (long) ContentLimits.S3_PARTS_MAX * ContentLimits.S3_PART_BYTES;
    assertThat(PartSizes.upTo(most).bytes(ContentLimits.S3_PARTS_MAX)).isEqualTo(8 << 20);
    assertThat(capacity(PartSizes.upTo(most + 1))).isGreaterThan(most);
  }

  @Test
  @DisplayName("No bound is too large; the store's own takes over")
  void noBound() {
    assertThat(capacity(PartSizes.upTo(Long.MAX_VALUE)))
        .isGreaterThanOrEqualTo(ContentLimits.S3_BLOB_MAX_BYTES);
  }

  private static long capacity(PartSizes sizes) {
    long bytes = 0;
    for (int number = 1; number <= ContentLimits.S3_PARTS_MAX; number++) {
      bytes += sizes.bytes(number);
    }
    return bytes;
  }
}
