package dev.freehold.console.screen;

/** What comes after a form. */
public sealed interface Outcome {

  /**
   * It was done.
   *
   * @param page the page to go to, below {@code /console}
   * @param key of the text that says what was done
   */
  record Done(String page, String key) implements Outcome {}

  /** A page that is shown once, such as one with a new secret. */
  record Shown(PageView view) implements Outcome {}

  /**
   * Content to be saved.
   *
   * @param file under which name, which is safe in a header
   */
  @SuppressWarnings("ArrayRecordComponent") // Lives until it is sent, and is never compared.
  record Saved(String file, byte[] bytes) implements Outcome {}

  /** The session ends. */
  record SignedOut() implements Outcome {}
}
