package dev.freehold.server.client;

import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.web.client.Form;
import java.net.URI;
import java.util.Arrays;

/**
 * A person who signs in with a password for the length of one command. Not for several threads.
 *
 * <p>The password is overwritten by {@link #close}.
 */
public final class Person implements ApiCredentials, AutoCloseable {

  private final URI server;
  private final String authorityPem;
  private final String userName;
  private final char[] password;

  /**
   * A person at a server.
   *
   * @param server the base URL
   * @param authorityPem the authorities to trust, as PEM; empty for those that Java trusts
   * @param userName such as {@code vera@contoso.example}
   * @param password becomes this object's, and is overwritten when it is closed
   */
  public Person(URI server, String authorityPem, String userName, char[] password) {
    this.server = server;
    this.authorityPem = authorityPem;
    this.userName = userName;
    this.password = password;
  }

  @Override
  public URI server() {
    return server;
  }

  @Override
  public String authorityPem() {
    return authorityPem;
  }

  @Override
  public String tenant() {
    return "organizations";
  }

  @Override
  public Form grant() {
    return new Form()
        .with("grant_type", "password")
        .with("client_id", PublicClient.APP_ID.toString())
        .with("username", userName)
        .with("password", password);
  }

  /** Overwrites the password. */
  @Override
  public void close() {
    Arrays.fill(password, '\0');
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Person[%s at %s]".formatted(userName, server);
  }
}
