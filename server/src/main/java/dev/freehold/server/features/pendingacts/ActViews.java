package dev.freehold.server.features.pendingacts;

import dev.freehold.custody.pending.ActKind;
import dev.freehold.custody.pending.PendingAct;
import dev.freehold.custody.pending.PendingAct.Step;
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

  /** An act; what is null is left out. */
  record View(
      UUID id,
      String kind,
      UUID objectId,
      String state,
      UUID requestedBy,
      String requestedAt,
      UUID agreedBy,
      String agreedAt,
      String dueAt,
      String expiresAt,
      UUID endedBy,
      String endedAt) {

    static View of(PendingAct act, Instant now) {
      return new View(
          act.id(),
          word(act.kind()),
          act.subjectId(),
          standing(act, now),
          act.requestedBy(),
          act.requestedAt().toString(),
          act.agreed().map(Step::by).orElse(null),
          at(act.agreed()),
          act.dueAt().map(Instant::toString).orElse(null),
          act.expiresAt().toString(),
          act.ended().map(Step::by).orElse(null),
          at(act.ended()));
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
