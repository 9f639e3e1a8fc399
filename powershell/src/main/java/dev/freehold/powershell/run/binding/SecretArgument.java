package dev.freehold.powershell.run.binding;

/**
 * An argument that was given where a secret is expected, as the target of the error that refuses
 * it.
 *
 * @param text used only to remove it from messages
 */
public record SecretArgument(String text) {

  /** Never the text. */
  @Override
  public String toString() {
    return "";
  }
}
