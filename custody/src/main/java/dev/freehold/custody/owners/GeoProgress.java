package dev.freehold.custody.owners;

/**
 * How many sites of a geo have come under its policy.
 *
 * @param sites how many there are
 * @param behind how many are not under the geo's policy yet, or still have content under a key from
 *     before
 * @param recovering how many are under a policy that is being recovered
 */
public record GeoProgress(long sites, long behind, long recovering) {

  /** True if and only if every site has come all the way. */
  public boolean isComplete() {
    return behind == 0;
  }
}
