package dev.freehold.server.notifications;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a text about an occasion may name; nothing else can get into one. No fact is content, a
 * secret, or the name of a folder, message or document.
 */
public enum Fact {
  /** The tenant's name. */
  TENANT("tenant"),
  /** The policy's name, or its id if it has none any more. */
  POLICY("policy"),
  /** What has to be done or what happened, as a sentence of the program's. */
  WHAT("what"),
  /** The command lines to run. */
  COMMANDS("commands"),
  /** The number of a request for access. */
  REQUEST("request"),
  /** The address of a root key. */
  ROOT("root"),
  /** A stable code that says why. */
  CODE("code"),
  /** When a key expires. */
  EXPIRES("expires"),
  /** The kind of a job. */
  JOB("job"),
  /** The kind of an act that takes two persons. */
  ACT("act"),
  /** How many recovery codes a person has left. */
  LEFT("left");

  private final String word;

  Fact(String word) {
    this.word = word;
  }

  /** How texts and rows name it. */
  public String word() {
    return word;
  }

  /** The fact of this word. */
  public static Optional<Fact> of(String word) {
    return Arrays.stream(values()).filter(fact -> fact.word.equals(word)).findFirst();
  }
}
