package dev.freehold.server.config;

import dev.freehold.server.health.MetricsAddress;
import dev.freehold.server.health.ScrapeToken;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The keys below {@code freehold.metrics}: where figures and health are shown, and to whom. */
final class MetricsSettings {

  static final Setting<String> ADDRESS =
      Setting.open(
          "freehold.metrics.address",
          "The address of /metrics and /health. On a loopback address they are plain HTTP; any"
              + " other takes HTTPS, with the certificate of the REST API or of the vaults, and a"
              + " token.",
          Kind.ipAddress(),
          "127.0.0.1");
  static final Setting<Integer> PORT =
      Setting.open(
          "freehold.metrics.port",
          "The port of /metrics and /health; 0 takes a free one. Each server of a machine needs"
              + " its own.",
          Kind.port(),
          "8447");
  static final Setting<Secret> TOKEN =
      Setting.secret(
          "freehold.metrics.token",
          "The bearer token that /metrics and /health ask for, of %d characters or more. Needed on"
                  .formatted(ScrapeToken.MIN_CHARACTERS)
              + " addresses that others reach.");

  static final List<Setting<?>> ALL = List.of(ADDRESS, PORT, TOKEN);

  private MetricsSettings() {}

  static MetricsAddress address(Configuration c) {
    Secret token = c.get(TOKEN);
    return new MetricsAddress(
        InetAddress.ofLiteral(c.get(ADDRESS)),
        c.get(PORT),
        token.isPresent() ? Optional.of(ScrapeToken.of(token.reveal())) : Optional.empty());
  }
}
