package dev.freehold.ledger;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.WorkOrigin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The address of the request that a thread works on. Entries about people's acts that the thread
 * records get this address as a personal fact, so methods in between need not pass it on. Work that
 * is handed to another thread, and the service's own work, has no origin.
 */
public final class ActOrigin {

  /** The name of the fact. */
  public static final String ADDRESS = "callerIpAddress";

  private ActOrigin() {}

  /**
   * Does {@code work} as that of a request.
   *
   * @param address of the client that made it
   */
  public static <R, X extends Throwable> R call(
      String address, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return WorkOrigin.call(address, work);
  }

  /** The same entry with the address, if a person or program did it and it has none yet. */
  static LedgerEntry completed(LedgerEntry entry) {
    Optional<String> origin = WorkOrigin.now();
    boolean isFull = entry.details().size() + entry.personal().size() >= LedgerLimits.MAX_DETAILS;
    if (origin.isEmpty()
        || isFull
        || !entry.hasPersonalActor()
        || entry.details().containsKey(ADDRESS)
        || entry.personal().containsKey(ADDRESS)) {
      return entry;
    }
    Map<String, String> personal = new HashMap<>(entry.personal());
    personal.put(ADDRESS, origin.get());
    return entry.withPersonal(personal);
  }
}
