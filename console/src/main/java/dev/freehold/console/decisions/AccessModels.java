package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Requests for access under Lockbox, as the API has them for tenants and for operators. */
public final class AccessModels {

  /** What IMAP has for the largest number of a message (RFC 3501, section 2.3.1.1). */
  private static final long MAX_UID = 0xffff_ffffL;

  private static final List<String> OPEN = List.of("requested", "pending", "approved");

  private AccessModels() {}

  /** Several requests. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Requests(List<Request> requests) {

    /** Copies the list. */
    public Requests {
      requests = List.copyOf(requests);
    }

    /** Those that wait or run. */
    public List<Request> open() {
      return requests.stream().filter(Request::isOpen).toList();
    }

    /** The others. */
    public List<Request> over() {
      return requests.stream().filter(request -> !request.isOpen()).toList();
    }
  }

  /** What is asked for. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Scope(
      String mailbox,
      String folder,
      Long firstUid,
      Long lastUid,
      String site,
      String prefix,
      String name) {

    /** Whether it is about some messages of a folder, and not all of it. */
    public boolean hasBounds() {
      return firstUid != null && (firstUid > 1 || (lastUid != null && lastUid < MAX_UID));
    }

    /** What people call it. */
    public String title() {
      return name != null ? name : mailbox != null ? mailbox : site;
    }
  }

  /** A request; what is not there yet is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Request(
      String id,
      UUID tenantId,
      String service,
      Scope scope,
      String supportCase,
      String reason,
      long durationMinutes,
      String state,
      String requestedBy,
      String requestedById,
      String requestedAt,
      String endorsedBy,
      String endorsedAt,
      String decidedBy,
      String decidedByName,
      String decidedAt,
      String comment,
      String expiresAt,
      String accessUntil,
      String endedAt) {

    /** Who decided, by name if there is one. */
    public String decider() {
      return decidedByName == null ? decidedBy : decidedByName;
    }

    /** Whether it waits, or an operator may read. */
    public boolean isOpen() {
      return OPEN.contains(state);
    }

    /** Whether an operator may read now. */
    public boolean isRunning(Instant now) {
      return state.equals("approved") && accessUntil != null && now.isBefore(until());
    }

    /** Minutes until the access ends. */
    public long minutesLeft(Instant now) {
      return Duration.between(now, until()).plusSeconds(59).toMinutes();
    }

    private Instant until() {
      return Instant.parse(accessUntil);
    }
  }
}
