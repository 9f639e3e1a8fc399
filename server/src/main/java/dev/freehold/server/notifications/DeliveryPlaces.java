package dev.freehold.server.notifications;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The tries that are under way: one for a receiver, few for a tenant, and so many on a channel that
 * one tenant cannot have them all. So whose receivers are slow holds up nobody else. Thread-safe.
 */
final class DeliveryPlaces {

  @GuardedBy("this")
  private final Set<Receiver> busy = new HashSet<>();

  @GuardedBy("this")
  private final Map<Channel, Map<UUID, Integer>> held = new EnumMap<>(Channel.class);

  /** Takes a place, which {@link #leave} gives back; false if there is none. */
  synchronized boolean take(NotificationDelivery delivery) {
    Map<UUID, Integer> tenants = tenants(delivery);
    int all = tenants.values().stream().mapToInt(Integer::intValue).sum();
    if (all >= NotificationLimits.CONCURRENT_TRIES
        || held(delivery) >= NotificationLimits.CONCURRENT_TRIES_OF_A_TENANT
        || !busy.add(Receiver.of(delivery))) {
      return false;
    }
    tenants.merge(delivery.tenantId(), 1, Integer::sum);
    return true;
  }

  /** Gives the place back that the delivery was given. */
  synchronized void leave(NotificationDelivery delivery) {
    busy.remove(Receiver.of(delivery));
    tenants(delivery)
        .computeIfPresent(delivery.tenantId(), (_, count) -> count == 1 ? null : count - 1);
  }

  /** The same deliveries, first those whose tenants have the fewest places. */
  synchronized List<NotificationDelivery> fewestFirst(List<NotificationDelivery> due) {
    return due.stream().sorted(Comparator.comparingInt(this::held)).toList();
  }

  private synchronized int held(NotificationDelivery delivery) {
    return tenants(delivery).getOrDefault(delivery.tenantId(), 0);
  }

  @GuardedBy("this")
  private Map<UUID, Integer> tenants(NotificationDelivery delivery) {
    return held.computeIfAbsent(delivery.channel(), _ -> new HashMap<>());
  }
}
