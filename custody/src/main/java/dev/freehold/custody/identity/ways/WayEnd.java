package dev.freehold.custody.identity.ways;

/** Why a way in has ended. */
public enum WayEnd {
  /** Somebody ended this one. */
  ENDED("ended"),
  /** Its owner was signed out everywhere, disabled, or has another password or secret. */
  SIGNED_OUT("signed-out"),
  /** Its time was over. */
  EXPIRED("expired"),
  /** It was good for one use. */
  USED("used"),
  /** A token of it was shown a second time, so somebody had a copy. */
  COPIED("copied"),
  /** Its owner had too many, and this one was unused longest. */
  CROWDED_OUT("crowded-out"),
  /** Somebody who manages it has deleted it. */
  DELETED("deleted"),
  /** Its owner has made another in its place. */
  REPLACED("replaced");

  private final String word;

  WayEnd(String word) {
    this.word = word;
  }

  /** The word for it in the API. */
  public String word() {
    return word;
  }
}
