package dev.freehold.persistence.testing;

/** How often tests kill what they test. */
public final class Kills {

  /** The system property by which {@code .ci/long} kills so many times more often. */
  private static final int FACTOR = Integer.getInteger("freehold.kills.factor", 1);

  private Kills() {}

  /**
   * Returns how often to do it.
   *
   * @param usual how often in every build: a few times, because each takes a process to start
   */
  public static int count(int usual) {
    return usual * FACTOR;
  }
}
