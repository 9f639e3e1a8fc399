package dev.freehold.server.features.imap;

import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether somebody who has signed in may still do so: not once the person is disabled or signed out
 * everywhere, or the password is another one. The answer is some seconds old at most. Thread-safe.
 */
final class StillAllowed implements BooleanSupplier {

  private static final Duration ASKED_EVERY = Duration.ofSeconds(10);

  private final Users users;
  private final User signedIn;
  private final LongSupplier nanoTime;
  private volatile long askedNanos;
  private volatile boolean isAllowed = true;

  StillAllowed(Users users, User signedIn, LongSupplier nanoTime) {
    this.users = users;
    this.signedIn = signedIn;
    this.nanoTime = nanoTime;
    this.askedNanos = nanoTime.getAsLong();
  }

  @Override
  public boolean getAsBoolean() {
    long now = nanoTime.getAsLong();
    if (isAllowed && now - askedNanos >= ASKED_EVERY.toNanos()) {
      askedNanos = now;
      isAllowed =
          users
              .find(signedIn.identity().tenantId(), signedIn.identity().objectId().toString())
              .filter(this::isUnchanged)
              .isPresent();
    }
    return isAllowed;
  }

  private boolean isUnchanged(User now) {
    return now.identity().enabled()
        && now.identity().signOuts() == signedIn.identity().signOuts()
        && now.revision() == signedIn.revision();
  }
}
