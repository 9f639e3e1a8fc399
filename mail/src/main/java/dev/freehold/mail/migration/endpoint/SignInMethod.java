package dev.freehold.mail.migration.endpoint;

import java.net.URI;

/**
 * How to sign in at a source, without its secret.
 *
 * @param kind who signs in
 * @param name the administrator's user name, or the client's id; empty if nobody has one
 * @param userForm for {@link SignInKind#MASTER_USER}, the one name that is made of two: {@link
 *     #USER} and {@link #ADMINISTRATOR} in it stand for them; otherwise empty
 * @param tokenUri where access tokens are given, an {@code https} URI; empty without tokens
 * @param scope what access tokens are asked for; may be empty
 */
public record SignInMethod(
    SignInKind kind, String name, String userForm, String tokenUri, String scope) {

  private static final int HTTPS_PORT = 443;

  /** Stands for the user's name. */
  public static final String USER = "{user}";

  /** Stands for the administrator's name. */
  public static final String ADMINISTRATOR = "{administrator}";

  /** Each user by itself. */
  public static final SignInMethod BASIC = new SignInMethod(SignInKind.BASIC, "", "", "", "");

  /** The name with which an administrator signs in as this user. */
  public String masterName(String userName) {
    int user = userForm.indexOf(USER);
    int end = user + USER.length();
    return userForm.substring(0, user).replace(ADMINISTRATOR, name)
        + userName
        + userForm.substring(end).replace(ADMINISTRATOR, name);
  }

  /** The port of a server that gives access tokens. */
  public static int port(URI tokenServer) {
    return tokenServer.getPort() < 0 ? HTTPS_PORT : tokenServer.getPort();
  }

  /** Where access tokens are given; only for kinds that use them. */
  public URI tokenServer() {
    return URI.create(tokenUri);
  }
}
