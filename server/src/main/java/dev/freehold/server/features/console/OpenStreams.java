package dev.freehold.server.features.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

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
   * Adds one.
   *
   * @param begin is called if there is room
   * @return the stream that has to end for it, if one has
   * @throws ProblemException with status 429 if there is no room
   */
  synchronized Optional<LiveStream> add(String session, UUID tenantId, Supplier<LiveStream> begin) {
    streams.removeIf(stream -> !stream.isOpen());
    List<LiveStream> own = streams.stream().filter(one -> one.session().equals(session)).toList();
    if (own.size() < LiveLimits.MAX_STREAMS_OF_SESSION) {
      requireRoom(tenantId);
      streams.add(begin.get());
      return Optional.empty();
    }
    LiveStream oldest = own.getFirst();
    streams.add(begin.get());
    streams.remove(oldest);
    return Optional.of(oldest);
  }

  @GuardedBy("this")
  private void requireRoom(UUID tenantId) {
    long ofTenant = streams.stream().filter(one -> one.tenantId().equals(tenantId)).count();
    if (ofTenant >= LiveLimits.MAX_STREAMS_OF_TENANT || streams.size() >= LiveLimits.MAX_STREAMS) {
      throw new ProblemException(
          429,
          "too-many-live-pages",
          "too many pages follow jobs by themselves now; load the page again to see how far its"
              + " jobs are");
    }
  }
}
