package dev.freehold.server.features.pendingacts;

import dev.freehold.custody.pending.ActKind;
import dev.freehold.custody.pending.PendingAct;
import dev.freehold.custody.pending.PendingAct.Step;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pending acts on the wire. */
final class ActViews {

  private static final String EXPIRED = "expired";

  private ActViews() {}

  /**
   * An act that is asked for.
   *
   * @param kind such as {@code resetCredential}
   * @param objectId whom it is about
   */
  record Wanted(@Required String kind, @Required UUID objectId) {

    /** Names to be taken out of the log. */
    static Wanted erasing(UUID objectId) {
      return new Wanted(word(ActKind.ERASE_NAMES), objectId);
    }

    ActKind read() {
      return Arrays.stream(ActKind.values())
          .filter(one -> word(one).equals(kind))
          .findFirst()
          .orElseThrow(
              () ->
                  ProblemException.badRequest(
                      "kind is one of "
                          + Arrays.stream(ActKind.values())
                              .map(ActViews::word)
                              .collect(Collectors.joining(", "))));
    }
  }

  /** Whose or of which mailbox or site. */
  record Erasure(@Required UUID objectId) {}

  /** An act; what is null is left out, as are the names of those who are not found. */
  record View(
      UUID id,
      String kind,
      UUID objectId,
      String objectName,
      String state,
      UUID requestedBy,
      String requestedByName,
      String requestedAt,
      UUID agreedBy,
      String agreedByName,
      String agreedAt,
      String dueAt,
      String expiresAt,
      UUID endedBy,
      String endedByName,
      String endedAt) {

    static View of(PendingAct act, ActorNames names, Instant now) {
      return new View(
          act.id(),
          word(act.kind()),
          act.subjectId(),
          name(names, act.subjectId()),
          standing(act, now),
          act.requestedBy(),
          name(names, act.requestedBy()),
          act.requestedAt().toString(),
          act.agreed().map(Step::by).orElse(null),
          name(names, act.agreed()),
          at(act.agreed()),
          act.dueAt().map(Instant::toString).orElse(null),
          act.expiresAt().toString(),
          act.ended().map(Step::by).orElse(null),
          name(names, act.ended()),
          at(act.ended()));
    }

    private static String name(ActorNames names, UUID who) {
      return names.name(who.toString()).orElse(null);
    }

    private static String name(ActorNames names, Optional<Step> step) {
      return step.map(one -> name(names, one.by())).orElse(null);
    }

    private static String at(Optional<Step> step) {
      return step.map(one -> one.at().toString()).orElse(null);
    }
  }

  /** A page of acts. */
  record Page(List<View> pendingActs) {}

  private static String standing(PendingAct act, Instant now) {
    return switch (act.state()) {
      case WAITING -> now.isBefore(act.expiresAt()) ? "waiting" : EXPIRED;
      case BEGUN -> "begun";
      case DONE -> "done";
      case CANCELLED -> "cancelled";
    };
  }

  private static String word(ActKind kind) {
    return switch (kind) {
      case RESET_CREDENTIAL -> "resetCredential";
      case GRANT_VAULT_ADMIN -> "grantVaultAdmin";
      case DELETE_VAULT_ADMIN -> "deleteVaultAdmin";
      case ERASE_NAMES -> "eraseNames";
    };
  }
}
