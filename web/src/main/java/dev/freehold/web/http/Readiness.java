package dev.freehold.web.http;

/** Whether a process can do its work, with the words that {@code /readyz} answers. */
public enum Readiness {
  /** Everything works. */
  READY("ready"),
  /** The work goes on, but a part of what it needs in the long run does not work. */
  DEGRADED("degraded"),
  /** Requests are better sent elsewhere. */
  UNREADY("unready");

  private final String word;

  Readiness(String word) {
    this.word = word;
  }

  /** The word. */
  public String word() {
    return word;
  }

  /** The HTTP status that goes with it: load balancers look at nothing else. */
  public int status() {
    return switch (this) {
      case READY, DEGRADED -> 200;
      case UNREADY -> 503;
    };
  }
}
