package dev.freehold.powershell.complete;

/**
 * What a text may go on with.
 *
 * @param text what replaces the part that was typed, with the quotes that it needs
 * @param shown what a list of candidates has
 */
public record Candidate(String text, String shown) {

  static Candidate of(String text) {
    return new Candidate(text, text);
  }
}
