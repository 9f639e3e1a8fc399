package dev.freehold.mail.migration.imap;

/** The ways in which a source can fail. The codes are stable and stored with the failure. */
public enum SourceError {
  ADDRESS_REFUSED(
      "migration-server-refused",
      "the server's name leads to no address and port that this service may connect to; check the"
          + " name, or have the operator list the server in freehold.migration.inside-servers"),
  UNREACHABLE(
      "migration-server-unreachable",
      "the connection to the server failed; check its name, its port and its firewall"),
  UNTRUSTED(
      "migration-certificate-untrusted",
      "the server's certificate is not trusted or is for another name; mend it, or give the"
          + " endpoint its authority or its fingerprint"),
  NO_STARTTLS(
      "migration-starttls-missing",
      "the server does not offer STARTTLS on this port; use the security ssl with its port"),
  PROTOCOL_INVALID(
      "migration-protocol-invalid",
      "the server is not an IMAP4rev1 server, or its answer is malformed or too long"),
  LOGIN_REFUSED(
      "migration-login-refused",
      "the server does not accept the user name with this password; check both in the CSV"),
  SIGN_IN_UNSUPPORTED(
      "migration-sign-in-unsupported",
      "the server does not offer this way to sign in; choose another authentication for the"
          + " endpoint"),
  TOKEN_REFUSED(
      "migration-token-refused",
      "the token server gives no access token for this client or this user; check the client's id,"
          + " its secret, the scope, and the user's refresh token"),
  TOKEN_SERVER_UNUSABLE(
      "migration-token-server-unusable",
      "the token server cannot be reached, its certificate is not trusted, or its answer is no"
          + " token; check the URI and the server"),
  FOLDER_REFUSED("migration-folder-refused", "the server does not allow reading the folder"),
  FOLDER_NAME_UNUSABLE(
      "migration-folder-name-unusable",
      "the folder's name at the server has a line break in it or is longer than 1,024 characters,"
          + " so nobody can ask for the folder; rename it there and migrate again"),
  FOLDER_RENUMBERED(
      "migration-folder-renumbered",
      "the server renumbered the folder's messages while it was copied; later messages were not"
          + " copied"),
  MESSAGE_REFUSED(
      "migration-message-refused", "the server does not give the message; its log may say why"),
  MESSAGE_MISSING(
      "migration-message-missing", "the server lists the message and gives nothing of it"),
  MESSAGE_INVALID(
      "migration-message-invalid",
      "the server's answer about the message is malformed or about another message"),
  MESSAGE_SHORT(
      "migration-message-short",
      "the server gave fewer bytes than it says the message has; what it gave was kept"),
  CONNECTION_LOST(
      "migration-connection-lost", "the connection broke or the server was silent for too long");

  private final String code;
  private final String meaning;

  SourceError(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** True if it is about one message, and others may be well. */
  public boolean isOfMessage() {
    return switch (this) {
      case MESSAGE_REFUSED, MESSAGE_MISSING, MESSAGE_INVALID, MESSAGE_SHORT -> true;
      case ADDRESS_REFUSED,
          UNREACHABLE,
          UNTRUSTED,
          NO_STARTTLS,
          PROTOCOL_INVALID,
          LOGIN_REFUSED,
          SIGN_IN_UNSUPPORTED,
          TOKEN_REFUSED,
          TOKEN_SERVER_UNUSABLE,
          FOLDER_REFUSED,
          FOLDER_NAME_UNUSABLE,
          FOLDER_RENUMBERED,
          CONNECTION_LOST ->
          false;
    };
  }

  /** The stable code, for reports. */
  public String code() {
    return code;
  }

  /** What happened and what to do; safe to show. */
  public String meaning() {
    return meaning;
  }
}
