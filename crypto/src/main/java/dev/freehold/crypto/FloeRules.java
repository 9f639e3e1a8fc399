package dev.freehold.crypto;

/**
 * The numbers that the FLOE format fixes. Tests use smaller ones, as the published known answers
 * do.
 *
 * @param segmentsPerKey how many segments one segment key serves, a power of two
 * @param maxSegments how many segments an object may have
 */
record FloeRules(long segmentsPerKey, long maxSegments) {

  static final FloeRules STANDARD = new FloeRules(1L << 20, 1L << 40);

  /** The number of the first segment that shares its key with segment {@code number}. */
  long firstOfSameKey(long number) {
    return number & -segmentsPerKey;
  }
}
