package dev.freehold.shell.remote;

import dev.freehold.powershell.run.Host;
import java.net.URI;
import java.util.Optional;

/** Finds servers, signs in, and speaks REST with them. Safe for use by many threads. */
public interface Servers extends AutoCloseable {

  /**
   * Asks a server where its parts are. An authority that is not trusted yet is shown to the user
   * with its fingerprint; without an interactive host it is refused.
   *
   * @param uri any address of the server: that of the REST API or of the vaults' management plane
   */
  ServerAddress find(URI uri, Host host);

  /**
   * The server to use if a cmdlet names none: what {@code FREEHOLD_URL} says, else the only one
   * that this user has ever trusted; empty if there is none or more than one.
   */
  Optional<URI> usual();

  /**
   * Signs in.
   *
   * @param host asks for what is missing, and shows the device code
   */
  Account signIn(ServerAddress server, Credentials credentials, Host host);

  /** JSON at {@code base} as {@code account}, with tokens for {@code resource}. */
  Rest rest(URI base, String resource, Account account);

  /** Closes every connection. */
  @Override
  void close();
}
