package dev.freehold.server.certificates;

import dev.freehold.server.config.ServerSettings;
import java.util.List;
import java.util.stream.Stream;

/** The host names by which clients reach the listeners. */
public final class ListenerNames {

  /** The REST API. */
  public static final String API = "api";

  /** The key vaults. */
  public static final String VAULT = "vault";

  /** S3. */
  public static final String S3 = "s3";

  /** IMAP. */
  public static final String IMAP = "imap";

  private ListenerNames() {}

  /**
   * The REST API's name. The local authority adds IMAP's: mail programs look for address books and
   * calendars at port 443 of the mail server's name, and would ask people to trust a certificate
   * that is for another one.
   */
  public static List<String> api(ServerSettings settings) {
    return settings.imap().isOn() && settings.certificates().api().isEmpty()
        ? Stream.of(settings.network().apiName(), settings.imap().name()).distinct().toList()
        : List.of(settings.network().apiName());
  }

  /** Each vault has its own name, and so have the login host and the management plane. */
  public static List<String> vault(ServerSettings settings) {
    return List.of("*." + settings.network().vaultSuffix());
  }

  /** Buckets are subdomains too. */
  public static List<String> s3(ServerSettings settings) {
    String name = settings.files().s3Name();
    return List.of(name, "*." + name);
  }

  /** IMAP's name. */
  public static List<String> imap(ServerSettings settings) {
    return List.of(settings.imap().name());
  }

  /** What the local authority of a service vouches for. */
  public static List<String> domainsOfService(ServerSettings settings) {
    return List.of(
        settings.network().apiName(),
        settings.network().vaultSuffix(),
        settings.files().s3Name(),
        settings.imap().name());
  }

  /** What the local authority of vaults that run alone vouches for. */
  public static List<String> domainsOfVaults(ServerSettings settings) {
    return List.of(settings.network().vaultSuffix());
  }
}
