package dev.freehold.mail.migration.endpoint;

/** Who signs in at a source, and with what. */
public enum SignInKind {
  /** Each user, with the password of the CSV. */
  BASIC,
  /** An administrator, on behalf of each user: SASL PLAIN with an authorization identity. */
  AUTHZID,
  /**
   * An administrator whose name stands beside the user's in one name, such as {@code user*admin}.
   */
  MASTER_USER,
  /** This service, with an access token that its client secret gets: one for all users. */
  CLIENT_CREDENTIALS,
  /** Each user, with an access token that the refresh token of the CSV gets. */
  REFRESH_TOKEN;

  /** The longest password that people have, in bytes of UTF-8. */
  private static final int MAX_PASSWORD_BYTES = 512;

  /** Refresh tokens of large services have 2 KiB and more. */
  private static final int MAX_TOKEN_BYTES = 8 * 1024;

  /** True if each row of a CSV has a secret. */
  public boolean hasSecretOfUser() {
    return switch (this) {
      case BASIC, REFRESH_TOKEN -> true;
      case AUTHZID, MASTER_USER, CLIENT_CREDENTIALS -> false;
    };
  }

  /** True if the endpoint has to have a secret. */
  public boolean needsSecretOfEndpoint() {
    return switch (this) {
      case AUTHZID, MASTER_USER, CLIENT_CREDENTIALS -> true;
      case BASIC, REFRESH_TOKEN -> false;
    };
  }

  /** True if an access token is used. */
  public boolean usesTokens() {
    return switch (this) {
      case CLIENT_CREDENTIALS, REFRESH_TOKEN -> true;
      case BASIC, AUTHZID, MASTER_USER -> false;
    };
  }

  /** The longest secret of a user, in bytes of UTF-8. */
  public int maxSecretBytes() {
    return switch (this) {
      case BASIC, AUTHZID, MASTER_USER, CLIENT_CREDENTIALS -> MAX_PASSWORD_BYTES;
      case REFRESH_TOKEN -> MAX_TOKEN_BYTES;
    };
  }
}
