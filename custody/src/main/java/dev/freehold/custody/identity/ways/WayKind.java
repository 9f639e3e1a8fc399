package dev.freehold.custody.identity.ways;

/** The kinds of ways in. A new kind needs a {@link WayProof}. */
public enum WayKind {
  /** A person's password. */
  PASSWORD("password", true),
  /** A program's client secret, with the one before it as long as that is good. */
  SECRET("secret", true),
  /** One sign-in of a person that a client goes on with, whatever its newest token is. */
  REFRESH_TOKEN("refresh-token", true),
  /** A device for which a person has signed in elsewhere, until it fetches its token. */
  DEVICE("device", true),
  /** An access key, which signs each request of a client for files. */
  ACCESS_KEY("access-key", false),
  /** A person's password for one mail program, which the server made up. */
  APP_PASSWORD("app-password", false),
  /** One sign-in of a person at the console, which a browser goes on with. */
  BROWSER_SESSION("browser-session", false),
  /** A key in a person's authenticator, good beside the password. */
  PASSKEY("passkey", true),
  /** Codes on a person's paper, each good once in the place of a passkey. */
  RECOVERY_CODES("recovery-codes", true);

  private final String word;
  private final boolean givesTokens;

  WayKind(String word, boolean givesTokens) {
    this.word = word;
    this.givesTokens = givesTokens;
  }

  /** The word for it in the API and the ledger. */
  public String word() {
    return word;
  }

  /** Whether access tokens are got by it, which have to end with it. */
  public boolean givesTokens() {
    return givesTokens;
  }

  /**
   * Whether it is one sign-in, which ends with the password by which it began, and when somebody is
   * signed out everywhere.
   */
  public boolean isSignIn() {
    return switch (this) {
      case REFRESH_TOKEN, DEVICE, BROWSER_SESSION -> true;
      case PASSWORD, SECRET, ACCESS_KEY, APP_PASSWORD, PASSKEY, RECOVERY_CODES -> false;
    };
  }
}
