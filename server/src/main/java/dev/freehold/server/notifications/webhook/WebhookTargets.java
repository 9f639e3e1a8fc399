package dev.freehold.server.notifications.webhook;

import dev.freehold.custody.roots.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where webhooks may lead. A tenant names the address, so without this limit a tenant could make
 * the service connect to any machine that it can reach.
 *
 * @param inside receivers as {@code host:port} that may have loopback, link-local or private
 *     addresses. All others must have public ones
 */
public record WebhookTargets(Set<String> inside) {

  /** Takes the names in any case. */
  public WebhookTargets {
    inside =
        inside.stream()
            .map(target -> target.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The addresses to connect to; empty if there is none that is permitted. */
  List<InetAddress> permitted(WebhookAddress webhook) {
    boolean isListed = inside.contains(webhook.host() + ":" + webhook.port());
    try {
      return Arrays.stream(InetAddress.getAllByName(webhook.host()))
          .filter(address -> isListed || PublicAddresses.has(address))
          .limit(WebhookLimits.MAX_ADDRESSES)
          .toList();
    } catch (UnknownHostException unknown) {
      // A tenant must not learn from the answer which names exist inside.
      return List.of();
    }
  }
}
