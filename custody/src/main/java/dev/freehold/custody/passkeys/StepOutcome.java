package dev.freehold.custody.passkeys;

/** What became of a {@link StepAnswer}. */
public sealed interface StepOutcome {

  /** The person has shown both factors. */
  record Done(ProvenPerson person) implements StepOutcome {}

  /**
   * There is more to do.
   *
   * @param next what
   * @param isWrong whether the answer was wrong, and this is the same question again
   */
  record More(NextStep next, boolean isWrong) implements StepOutcome {}

  /** The ticket is not known, was used, or there were too many wrong answers: begin again. */
  record Over() implements StepOutcome {}
}
