package dev.freehold.console.screen;

import dev.freehold.console.frame.Recipe;
import java.util.List;

/**
 * A page with a secret that no page shows again.
 *
 * @param key what its texts begin with
 * @param facts what is known of it, the secret among them
 * @param next the page to go on to, below {@code /console}
 */
public record ShownOnce(String key, List<Fact> facts, String next) {

  /** Copies the facts. */
  public ShownOnce {
    facts = List.copyOf(facts);
  }

  /**
   * A name and its value.
   *
   * @param key of the name's text
   */
  public record Fact(String key, String value) {

    /** Never shows the value. */
    @Override
    public String toString() {
      return "Fact[" + key + "]";
    }
  }

  /** What comes after the form that made it. */
  public Outcome outcome(Visit visit, Recipe... recipes) {
    return new Outcome.Shown(
        PageView.of("shown-once", visit.texts().of(key + ".title"), this, recipes));
  }
}
