package dev.freehold.persistence.testing;

/** How much tests do that kill what they test. */
public final class Kills {

  /** The system property by which {@code .ci/long} does so many times more. */
  private static final int FACTOR = Math.max(1, Integer.getInteger("freehold.kills.factor", 1));

  private Kills() {}

  /**
   * Returns how many to do, of kills or of what comes between them.
   *
   * @param usual how many in every build: few, because each kill takes a process to start
   */
  public static int count(int usual) {
    return usual * FACTOR;
  }
}
