package dev.freehold.server.features.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.http.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The streams that are open, within {@link LiveLimits}. Thread-safe. */
final class OpenStreams {

  /** The oldest first. */
  @GuardedBy("this")
  private final List<LiveStream> streams = new ArrayList<>();

  synchronized List<LiveStream> all() {
    streams.removeIf(stream -> !stream.isOpen());
    return List.copyOf(streams);
  }

  /**
   * Adds one. Where there is no room for more, tenants share what there is: the newcomer ends the
   * oldest stream of the tenant with the most, unless its own tenant has as many.
   *
   * @param begin is called if there is room
   * @return the stream that has to end for it, if one has
   * @throws ProblemException with status 429 if there is no room
   */
  synchronized Optional<LiveStream> add(String session, UUID tenantId, Supplier<LiveStream> begin) {
    streams.removeIf(stream -> !stream.isOpen());
    Optional<LiveStream> ends = inTheWay(session, tenantId);
    streams.add(begin.get());
    ends.ifPresent(streams::remove);
    return ends;
  }

  @GuardedBy("this")
  private Optional<LiveStream> inTheWay(String session, UUID tenantId) {
    List<LiveStream> own = streams.stream().filter(one -> one.session().equals(session)).toList();
    if (own.size() >= LiveLimits.MAX_STREAMS_OF_SESSION) {
      return Optional.of(own.getFirst());
    }
    Map<UUID, List<LiveStream>> ofTenants =
        streams.stream().collect(Collectors.groupingBy(LiveStream::tenantId));
    int ofTenant = ofTenants.getOrDefault(tenantId, List.of()).size();
    if (ofTenant >= LiveLimits.MAX_STREAMS_OF_TENANT) {
      throw tooMany();
    }
    if (streams.size() < LiveLimits.MAX_STREAMS) {
      return Optional.empty();
    }
    List<LiveStream> most =
        Collections.max(ofTenants.values(), Comparator.comparingInt(List::size));
    if (most.size() <= ofTenant + 1) {
      throw tooMany();
    }
    return Optional.of(most.getFirst());
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        429,
        "too-many-live-pages",
        "too many pages follow jobs by themselves now; load the page again to see how far its"
            + " jobs are");
  }
}
