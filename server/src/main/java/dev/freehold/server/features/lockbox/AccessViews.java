package dev.freehold.server.features.lockbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.lockbox.AccessRequest;
import dev.freehold.custody.lockbox.AccessScope;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Access requests on the wire. */
final class AccessViews {

  private AccessViews() {}

  /** The states among the query parameters; all if there are none. */
  static <E extends Enum<E>> Set<E> states(Class<E> type, Optional<String> words) {
    return words
        .map(
            text ->
                Arrays.stream(text.split(",", -1))
                    .map(word -> Wire.constant(type, word).orElseThrow(() -> noState(type)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(type))))
        .orElseGet(() -> EnumSet.allOf(type));
  }

  private static <E extends Enum<E>> ProblemException noState(Class<E> type) {
    return ProblemException.badRequest(
        "state is one or more of %s, with commas between".formatted(Wire.words(type)));
  }

  /**
   * What is asked for. Of the bounds of the other service none is there.
   *
   * @param name the mailbox's address or the site's name as it is now, for the tenant
   */
  record Scope(
      String mailbox,
      String folder,
      Long firstUid,
      Long lastUid,
      String site,
      String prefix,
      String name) {

    static Scope of(AccessScope scope, Optional<String> name) {
      String present = name.orElse(null);
      return switch (scope) {
        case AccessScope.OfMailbox in ->
            in.folder().isPresent()
                ? new Scope(
                    in.owner(), in.folder().get(), in.firstUid(), in.lastUid(), null, null, present)
                : new Scope(in.owner(), null, null, null, null, null, present);
        case AccessScope.OfSite in ->
            new Scope(null, null, null, null, in.owner(), in.prefix(), present);
      };
    }
  }

  /** A request; who decided is for the tenant alone to see. */
  record One(
      String id,
      UUID guid,
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
      String endorsedById,
      String endorsedAt,
      String decidedBy,
      String decidedByName,
      String decidedAt,
      String comment,
      String expiresAt,
      String accessUntil,
      String endedAt) {

    static One ofOperator(AccessRequest request) {
      return of(request, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static One ofTenant(AccessRequest request, Optional<String> name, ActorNames names) {
      Optional<String> decidedBy = request.decision().map(AccessRequest.Decision::by);
      return of(request, name, decidedBy, decidedBy.flatMap(names::name));
    }

    private static One of(
        AccessRequest request,
        Optional<String> name,
        Optional<String> decidedBy,
        Optional<String> decidedByName) {
      return new One(
          request.number(),
          request.id(),
          request.tenantId(),
          Wire.word(request.scope().service()),
          Scope.of(request.scope(), name),
          request.supportCase(),
          request.reason(),
          request.duration().toMinutes(),
          Wire.word(request.state()),
          request.requested().name(),
          request.requested().by(),
          request.requested().at().toString(),
          request.endorsed().map(AccessRequest.Step::name).orElse(null),
          request.endorsed().map(AccessRequest.Step::by).orElse(null),
          request.endorsed().map(step -> step.at().toString()).orElse(null),
          decidedBy.orElse(null),
          decidedByName.orElse(null),
          request.decision().map(decision -> decision.at().toString()).orElse(null),
          request.decision().flatMap(AccessRequest.Decision::comment).orElse(null),
          request.expiresAt().toString(),
          request.accessUntil().map(Instant::toString).orElse(null),
          request.endedAt().map(Instant::toString).orElse(null));
    }
  }

  /** Requests, the newest first. */
  record Page(List<One> requests) {}

  /** Whether the tenant takes requests. */
  record Lockbox(@Required @JsonProperty("takesRequests") Boolean takesRequests) {}
}
