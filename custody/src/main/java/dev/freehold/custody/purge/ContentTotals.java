package dev.freehold.custody.purge;

/**
 * How much content is under the keys of a mailbox or a site.
 *
 * @param objects how many sealed objects
 * @param bytes their length in clear
 */
public record ContentTotals(long objects, long bytes) {

  /** Of an owner that has no content. */
  public static final ContentTotals NONE = new ContentTotals(0, 0);

  /** Checks the bounds. */
  public ContentTotals {
    if (objects < 0 || bytes < 0) {
      throw new IllegalArgumentException("totals are not negative");
    }
  }

  /** Both together. */
  public ContentTotals plus(ContentTotals other) {
    return new ContentTotals(
        Math.addExact(objects, other.objects), Math.addExact(bytes, other.bytes));
  }
}
