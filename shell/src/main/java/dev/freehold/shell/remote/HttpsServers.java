package dev.freehold.shell.remote;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.powershell.run.Host;
import dev.freehold.shell.remote.RemoteException.Kind;
import dev.freehold.web.client.Certificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Servers over HTTPS. The shell trusts the certificate authorities that Java trusts, and those in
 * the PEM file that {@code FREEHOLD_CA} names. For any other authority it asks the user at its
 * first use, and remembers the answer in {@code trusted.json} in the user's folder, {@code
 * ~/.freehold} or the one that {@code FREEHOLD_HOME} names.
 *
 * <p>Names below {@code localhost} reach this machine if the program registers a resolver for them,
 * as the program that ships this module does; the JDK's HTTP client has no resolver of its own.
 */
public final class HttpsServers implements Servers {

  private final Map<String, String> environment;
  private final Clock clock;
  private final Pause pause;
  private final TrustedServers trusted;

  @GuardedBy("this")
  private Exchanges exchanges;

  /**
   * Opens nothing yet.
   *
   * @param environment of the process
   * @param home the user's home folder
   */
  public HttpsServers(Map<String, String> environment, Path home, Clock clock) {
    this(environment, home, clock, Pause.REAL);
  }

  HttpsServers(Map<String, String> environment, Path home, Clock clock, Pause pause) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.pause = pause;
    Path folder = setting("FREEHOLD_HOME").map(Path::of).orElseGet(() -> home.resolve(".freehold"));
    this.trusted = new TrustedServers(new TrustFile(folder), clock);
  }

  @Override
  public ServerAddress find(URI uri, Host host) {
    if (!"https".equalsIgnoreCase(uri.getScheme())
        || uri.getHost() == null
        || uri.getUserInfo() != null) {
      throw Failures.refused(
          "server-address",
          "'%s' is not the address of a server; write it as https://HOST or https://HOST:PORT."
              .formatted(Shown.line(uri.toString())));
    }
    URI origin = URI.create("https://" + uri.getAuthority());
    ServerAddress server = new Discovery(exchanges(), host).of(origin);
    trusted.nameSiblings(
        TrustedServer.address(Siblings.host(origin), Siblings.port(origin)),
        Siblings.of(origin, server));
    return server;
  }

  @Override
  public Optional<URI> usual() {
    Optional<URI> said = setting("FREEHOLD_URL").map(HttpsServers::address);
    if (said.isPresent()) {
      return said;
    }
    List<TrustedServer> known = trusted.all();
    return known.size() == 1
        ? Optional.of(URI.create("https://" + known.getFirst().address()))
        : Optional.empty();
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw Failures.refused(
          "server-address", "FREEHOLD_URL is no address; write it as https://HOST:PORT.");
    }
  }

  @Override
  public Account signIn(ServerAddress server, Credentials credentials, Host host) {
    return new SignIn(exchanges(), server, host, clock, pause).with(credentials);
  }

  @Override
  public Rest rest(URI base, String resource, Account account) {
    return new HttpsRest(exchanges(), base, resource, account);
  }

  /** Made when it is first needed: a shell that stays on this machine starts without it. */
  private synchronized Exchanges exchanges() {
    if (exchanges == null) {
      ServerTrust trust = new ServerTrust(namedAuthorities(), trusted);
      exchanges = new Exchanges(trust, new FirstUse(trusted), pause);
    }
    return exchanges;
  }

  private List<X509Certificate> namedAuthorities() {
    Optional<Path> file = setting("FREEHOLD_CA").map(Path::of);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      if (Files.size(file.get()) <= RemoteLimits.MAX_TRUST_FILE_BYTES) {
        return Certificates.ofPem(Files.readString(file.get()));
      }
    } catch (IOException | CertificateException unreadable) {
      throw notCertificates(file.get());
    }
    throw notCertificates(file.get());
  }

  private static RemoteException notCertificates(Path file) {
    return new RemoteException(
        Kind.UNTRUSTED,
        0,
        "authority-file",
        "FREEHOLD_CA names %s, which cannot be read as certificates in PEM form.".formatted(file),
        "");
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  @Override
  public synchronized void close() {
    if (exchanges != null) {
      exchanges.close();
      exchanges = null;
    }
  }
}
