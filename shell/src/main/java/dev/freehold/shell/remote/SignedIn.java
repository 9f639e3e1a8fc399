package dev.freehold.shell.remote;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An account that gets its tokens as it needs them, and keeps each until shortly before its end.
 */
final class SignedIn implements Account {

  private record Kept(String token, Instant renewAt) {}

  private final String name;
  private final UUID tenantId;
  private final ServerAddress server;
  private final TokenSource source;
  private final Optional<TokenSource> stepUp;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Kept> tokens = new HashMap<>();

  SignedIn(String name, UUID tenantId, ServerAddress server, TokenSource source, Clock clock) {
    this(name, tenantId, server, source, Optional.empty(), clock);
  }

  /**
   * @param stepUp lets the user sign in once more; empty if there is nobody to ask
   */
  SignedIn(
      String name,
      UUID tenantId,
      ServerAddress server,
      TokenSource source,
      Optional<TokenSource> stepUp,
      Clock clock) {
    this.name = name;
    this.tenantId = tenantId;
    this.server = server;
    this.source = source;
    this.stepUp = stepUp;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public UUID tenantId() {
    return tenantId;
  }

  @Override
  public ServerAddress server() {
    return server;
  }

  @Override
  public String token(String resource) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted();
    }
    try {
      Kept kept = tokens.get(resource);
      if (kept != null && clock.instant().isBefore(kept.renewAt())) {
        return kept.token();
      }
      ReceivedToken reply = source.ask(resource);
      keep(resource, reply);
      return reply.token();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a token that came already. */
  void keep(String resource, ReceivedToken reply) {
    lock.lock();
    try {
      Duration margin = RemoteLimits.TOKEN_MARGIN;
      Duration life = reply.life();
      Duration used =
          life.compareTo(margin.multipliedBy(2)) > 0 ? life.minus(margin) : life.dividedBy(2);
      tokens.put(resource, new Kept(reply.token(), clock.instant().plus(used)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets the user sign in once more, for what needs a fresh sign-in.
   *
   * @return false if there is nobody to ask
   */
  boolean stepUp(String resource) {
    stepUp.ifPresent(
        user -> {
          ReceivedToken fresh = user.ask(resource);
          lock.lock();
          try {
            tokens.clear();
          } finally {
            lock.unlock();
          }
          keep(resource, fresh);
        });
    return stepUp.isPresent();
  }

  /** Forgets a token that a server did not take. */
  void forget(String resource, String refused) {
    lock.lock();
    try {
      tokens.computeIfPresent(resource, (key, kept) -> kept.token().equals(refused) ? null : kept);
    } finally {
      lock.unlock();
    }
  }

  /** The name only. */
  @Override
  public String toString() {
    return name;
  }
}
