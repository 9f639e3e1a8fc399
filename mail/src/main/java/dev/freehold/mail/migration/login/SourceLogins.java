package dev.freehold.mail.migration.login;

import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.imap.SourceSockets;
import java.io.IOException;
import java.time.Clock;

/** Signs in at sources as their endpoints say. Safe for use by many threads. */
public final class SourceLogins {

  private final SourceTokens tokens;

  /** Keeps access tokens in memory. */
  public SourceLogins(Clock clock) {
    this.tokens = new SourceTokens(clock);
  }

  /**
   * A connection to the mailbox of a user.
   *
   * @param sockets connect to the source, and to its token server
   */
  public ImapClient open(
      SourceSockets sockets, MigrationEndpoint endpoint, String userName, SourceSecrets secrets)
      throws IOException {
    if (!endpoint.signIn().kind().usesTokens()) {
      return connected(
          sockets, endpoint, client -> byPassword(client, endpoint.signIn(), userName, secrets));
    }
    SourceTokens.Found found = tokens.get(sockets, endpoint, secrets);
    try {
      return connected(sockets, endpoint, client -> byToken(client, endpoint, userName, found));
    } catch (SourceException e) {
      if (e.error() != SourceError.LOGIN_REFUSED || !found.isKept()) {
        throw e;
      }
      tokens.forget(endpoint, secrets, found);
      SourceTokens.Found fresh = tokens.get(sockets, endpoint, secrets);
      return connected(sockets, endpoint, client -> byToken(client, endpoint, userName, fresh));
    }
  }

  /**
   * Makes sure that an access token is given, where one is used for all users.
   *
   * @throws SourceException {@code TOKEN_REFUSED}, {@code TOKEN_SERVER_UNUSABLE} or {@code
   *     ADDRESS_REFUSED}
   */
  public void requireToken(SourceSockets sockets, MigrationEndpoint endpoint, SourceSecrets secrets)
      throws SourceException {
    if (endpoint.signIn().kind().usesTokens() && !endpoint.signIn().kind().hasSecretOfUser()) {
      tokens.get(sockets, endpoint, secrets);
    }
  }

  /** What is done over a new connection. */
  @FunctionalInterface
  private interface Login {
    void over(ImapClient client) throws IOException;
  }

  private static ImapClient connected(
      SourceSockets sockets, MigrationEndpoint endpoint, Login login) throws IOException {
    ImapClient client = ImapClient.connect(sockets, endpoint);
    try {
      login.over(client);
      return client;
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static void byToken(
      ImapClient client, MigrationEndpoint endpoint, String userName, SourceTokens.Found found)
      throws IOException {
    client.loginByToken(endpoint, userName, found.token());
  }

  private static void byPassword(
      ImapClient client, SignInMethod signIn, String userName, SourceSecrets secrets)
      throws IOException {
    boolean isUsers = signIn.kind().hasSecretOfUser();
    try (SourcePassword password = isUsers ? secrets.ofUser() : secrets.ofEndpoint()) {
      switch (signIn.kind()) {
        case BASIC -> client.login(userName, password);
        case AUTHZID -> client.login(userName, signIn.name(), password);
        case MASTER_USER -> client.login(signIn.masterName(userName), password);
        case CLIENT_CREDENTIALS, REFRESH_TOKEN ->
            throw new IllegalStateException("such users sign in with tokens");
      }
    }
  }
}
