package dev.freehold.powershell.run.binding;

/**
 * What was given where a secret is expected, as the target of the error that refuses it.
 *
 * @param text for nothing but to be taken out of messages
 */
public record SecretArgument(String text) {

  /** Never the text. */
  @Override
  public String toString() {
    return "";
  }
}
