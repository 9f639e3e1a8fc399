package dev.freehold.vault.wire;

/**
 * Does one operation.
 *
 * @param <C> the call: who asks for what, on which vault
 */
@FunctionalInterface
public interface CallHandler<C> {

  /**
   * Handles the call and returns the answer.
   *
   * @throws WireError if the call is refused
   */
  Answer handle(C call);
}
