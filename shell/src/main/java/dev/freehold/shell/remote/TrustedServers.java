package dev.freehold.shell.remote;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whom the user has trusted so far. Safe for use by many threads. */
final class TrustedServers {

  private final TrustFile file;
  private final Clock clock;

  @GuardedBy("this")
  private List<TrustedServer> known;

  TrustedServers(TrustFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The entry that decides for an address: its own, else that of a server that named it. */
  synchronized Optional<TrustedServer> find(String address) {
    List<TrustedServer> all = all();
    return all.stream()
        .filter(server -> server.isOf(address))
        .findFirst()
        .or(() -> all.stream().filter(server -> server.hasSibling(address)).findFirst());
  }

  synchronized List<TrustedServer> all() {
    if (known == null) {
      known = file.read();
    }
    return known;
  }

  Path path() {
    return file.path();
  }

  /** Remembers that the user trusts an authority for an address. */
  synchronized void trust(String address, X509Certificate authority) {
    put(
        new TrustedServer(
            address, authority, clock.instant().truncatedTo(ChronoUnit.SECONDS), List.of()));
  }

  /** Remembers what a trusted server said of its other hosts; nothing if it is not trusted here. */
  synchronized void nameSiblings(String address, List<String> siblings) {
    all().stream()
        .filter(server -> server.isOf(address) && !server.siblings().equals(siblings))
        .findFirst()
        .ifPresent(server -> put(server.with(siblings)));
  }

  /** Reads the file anew, as another shell may have written it. */
  @GuardedBy("this")
  private void put(TrustedServer changed) {
    List<TrustedServer> servers = new ArrayList<>(file.read());
    servers.removeIf(server -> server.isOf(changed.address()));
    if (servers.size() >= RemoteLimits.MAX_TRUSTED_SERVERS) {
      throw Failures.untrusted(
          "too-many-servers",
          "%s holds %d servers, which is the maximum; remove those that no longer exist."
              .formatted(file.path(), RemoteLimits.MAX_TRUSTED_SERVERS));
    }
    servers.add(changed);
    file.write(servers);
    known = List.copyOf(servers);
  }
}
