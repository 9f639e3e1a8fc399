package dev.freehold.powershell.run.binding;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What comes of one act, beyond that it is done: lines for {@code -WhatIf}, for the question
 * whether to do it, and, where nobody is asked, for warnings. For one thread.
 */
public final class Consequences {

  private final Supplier<List<String>> source;
  private final boolean forGood;
  private List<String> lines;
  private boolean shown;

  private Consequences(Supplier<List<String>> source, boolean forGood) {
    this.source = source;
    this.forGood = forGood;
  }

  /** An act of which its name says all. */
  public static Consequences none() {
    return new Consequences(List::of, false);
  }

  /**
   * An act that can be undone.
   *
   * @param lines asked once, when they are first needed
   */
  public static Consequences of(Supplier<List<String>> lines) {
    return new Consequences(lines, false);
  }

  /** An act that nobody can undo: the answer to its question is No unless somebody says Yes. */
  public static Consequences forGood(Supplier<List<String>> lines) {
    return new Consequences(lines, true);
  }

  /** Tells whether nobody can undo it. */
  public boolean isForGood() {
    return forGood;
  }

  /** The lines. */
  public List<String> lines() {
    if (lines == null) {
      lines = List.copyOf(source.get());
    }
    return lines;
  }

  /** Tells whether a text was among the lines that somebody has seen. */
  public boolean wasShown(String text) {
    return shown && lines().stream().anyMatch(line -> line.contains(text));
  }

  /** Hands the lines on to be shown, unless they were before. */
  public void show(Consumer<String> line) {
    if (!shown) {
      lines().forEach(line);
      shown = true;
    }
  }
}
