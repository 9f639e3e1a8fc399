package dev.freehold.powershell.complete;

/**
 * A possible continuation of a text.
 *
 * @param text replaces the part that was typed, with the quotes that it needs
 * @param shown its text in a list of candidates
 */
public record Candidate(String text, String shown) {

  static Candidate of(String text) {
    return new Candidate(text, text);
  }
}
