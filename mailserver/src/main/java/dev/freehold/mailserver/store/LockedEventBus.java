package dev.freehold.mailserver.store;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.james.events.Event;
import org.apache.james.events.EventDeadLetters;
import org.apache.james.events.EventListener;
import org.apache.james.events.InVMEventBus;
import org.apache.james.events.Registration;
import org.apache.james.events.RegistrationKey;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.EventDelivery;
import reactor.core.publisher.Mono;

/**
 * James's bus within a process, which goes through the listeners of a folder without a lock when it
 * dispatches an event: if a session selected or left the folder at that moment, nobody was told of
 * the event, and the command that had caused it failed after it was done. Here listeners come, go
 * and are gone through one after the other; they are told outside of the lock. Thread-safe.
 */
final class LockedEventBus extends InVMEventBus {

  private final ReentrantLock lock = new ReentrantLock();

  LockedEventBus(
      EventDelivery delivery, RetryBackoffConfiguration retries, EventDeadLetters undelivered) {
    super(delivery, retries, undelivered);
  }

  /** James adds the listener during this call. */
  @Override
  public Mono<Registration> register(
      EventListener.ReactiveEventListener listener, RegistrationKey key) {
    lock.lock();
    try {
      return super.register(listener, key).map(this::locked);
    } finally {
      lock.unlock();
    }
  }

  /** James removes the listener when it is subscribed to, on that thread. */
  private Registration locked(Registration registration) {
    return () ->
        Mono.fromRunnable(
            () -> {
              lock.lock();
              try {
                Mono.from(registration.unregister()).subscribe();
              } finally {
                lock.unlock();
              }
            });
  }

  /** James goes through the listeners during this call, and tells them later. */
  @Override
  public Mono<Void> dispatch(Event event, Set<RegistrationKey> keys) {
    lock.lock();
    try {
      return super.dispatch(event, keys);
    } finally {
      lock.unlock();
    }
  }
}
