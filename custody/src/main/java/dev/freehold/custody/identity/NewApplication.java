package dev.freehold.custody.identity;

/**
 * An application as it is shown once, at its making.
 *
 * @param identity the application
 * @param clientSecret its secret; the server keeps only a salted hash, so it cannot be shown again
 */
public record NewApplication(Identity identity, String clientSecret) {

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "NewApplication[" + identity + ", clientSecret=hidden]";
  }
}
