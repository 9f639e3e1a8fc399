package dev.freehold.shell.exchange.policies;

import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.AnswerJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells the kind of a policy from its GUID; the server is asked only when it is first needed. */
public final class PolicyFamilies {

  public enum Kind {
    MAILBOX,
    TENANT,
    FILE
  }

  private static final int FORBIDDEN = 403;

  private final ExchangeConnection exchange;
  private Map<UUID, Kind> known;

  public PolicyFamilies(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  /** The kind; empty if the caller may not read policies. What is in no list is of files. */
  public Optional<Kind> of(UUID policy) {
    if (known == null) {
      known = read();
    }
    return known.isEmpty() ? Optional.empty() : Optional.of(known.getOrDefault(policy, Kind.FILE));
  }

  private Map<UUID, Kind> read() {
    Map<UUID, Kind> kinds = new HashMap<>();
    try {
      for (PolicyFamily family : PolicyFamily.values()) {
        Kind kind =
            switch (family) {
              case MAILBOX -> Kind.MAILBOX;
              case TENANT -> Kind.TENANT;
            };
        AnswerJson.list(exchange.rest().get(family.path()), "policies")
            .forEach(policy -> kinds.put(AnswerJson.guid(policy, "id"), kind));
      }
    } catch (RemoteException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
    }
    return kinds;
  }
}
