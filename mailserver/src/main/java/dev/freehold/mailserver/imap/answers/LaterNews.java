package dev.freehold.mailserver.imap.answers;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What changed in the open folder, told by a command that has already changed something itself. If
 * it cannot be told, that is left for the next command: a client that hears NO would do the whole
 * again, and a message would be there twice.
 */
public final class LaterNews {

  private static final Logger LOG = LoggerFactory.getLogger(LaterNews.class);

  private LaterNews() {}

  /** Tells what it can of {@code news}, and does not fail. */
  public static Mono<Void> of(Supplier<Mono<Void>> news) {
    return Mono.defer(news)
        .onErrorResume(
            failure -> {
              LOG.warn("news of a folder are told with the next command: {}", failure.toString());
              return Mono.empty();
            });
  }
}
