package dev.freehold.content.blob.s3;

/**
 * The credentials of the service at an S3 store. It never prints.
 *
 * @param accessKey names the account
 * @param secretKey signs requests; it is never sent
 */
public record S3Credentials(String accessKey, String secretKey) {

  /** Checks that both are there. */
  public S3Credentials {
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("an access key and a secret key are needed");
    }
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
