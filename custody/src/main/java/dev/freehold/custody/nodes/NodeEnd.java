package dev.freehold.custody.nodes;

/** Why a node may not go on. */
public enum NodeEnd {
  /** An operator has removed it. */
  REMOVED("an operator has removed this node"),
  /** A process that began earlier serves as the same node. */
  TWICE(
      "another process serves as this node: its data folder was copied; call 'freehold node join'"
          + " with a folder of its own for this one"),
  /** A newer program has taken away what this one needs of the tables. */
  OUTGROWN(
      "a newer program has changed the database, and this one is too old to work with it; start the"
          + " newer program");

  private final String words;

  NodeEnd(String words) {
    this.words = words;
  }

  /** The reason as a sentence without its end. */
  public String words() {
    return words;
  }
}
