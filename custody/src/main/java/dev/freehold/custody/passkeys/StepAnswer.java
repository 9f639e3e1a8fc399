package dev.freehold.custody.passkeys;

/** What somebody answers to a {@link NextStep}. */
public sealed interface StepAnswer {

  /** What the authenticator signed, as JSON. */
  record Signature(String json) implements StepAnswer {}

  /** A recovery code, as it was typed. */
  record Code(String typed) implements StepAnswer {

    /** Never shows the code. */
    @Override
    public String toString() {
      return "Code[]";
    }
  }

  /**
   * A new passkey.
   *
   * @param name what the person calls it
   * @param json what the authenticator made
   */
  record NewKey(String name, String json) implements StepAnswer {}

  /** That the person has read the codes. */
  record GoOn() implements StepAnswer {}
}
