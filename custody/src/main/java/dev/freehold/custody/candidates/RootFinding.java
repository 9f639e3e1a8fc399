package dev.freehold.custody.candidates;

import dev.freehold.custody.CustodyException;
import java.util.Optional;

/**
 * What was found about one rule.
 *
 * @param slot 1 or 2 for a key, 0 for both together
 * @param outcome whether it holds
 * @param code the stable code of a rule that is broken
 * @param detail what is wrong then, and what to do; safe to show
 */
public record RootFinding(
    RootRule rule, int slot, Outcome outcome, Optional<String> code, Optional<String> detail) {

  /** What can be found about a rule. */
  public enum Outcome {
    /** It holds. */
    HELD,
    /** It is broken. */
    BROKEN,
    /** Nobody can tell while another one is broken. */
    NOT_CHECKED
  }

  static RootFinding held(RootCandidates.Look look) {
    return new RootFinding(
        look.rule(), look.slot(), Outcome.HELD, Optional.empty(), Optional.empty());
  }

  static RootFinding notChecked(RootCandidates.Look look) {
    return new RootFinding(
        look.rule(), look.slot(), Outcome.NOT_CHECKED, Optional.empty(), Optional.empty());
  }

  static RootFinding broken(RootCandidates.Look look, CustodyException why) {
    return new RootFinding(
        look.rule(),
        look.slot(),
        Outcome.BROKEN,
        Optional.of(why.code()),
        Optional.of(why.getMessage()));
  }
}
