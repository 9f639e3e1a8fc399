package dev.freehold.crypto.work;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** One piece of work and what comes of it. */
final class Piece<T> extends FutureTask<T> {

  private final Object share;

  Piece(Object share, Supplier<T> work) {
    super(work::get);
    this.share = share;
  }

  Object share() {
    return share;
  }
}
