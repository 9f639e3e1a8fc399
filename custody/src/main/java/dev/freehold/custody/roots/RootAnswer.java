package dev.freehold.custody.roots;

/**
 * A vault's answer.
 *
 * @param <T> what was asked for
 */
public sealed interface RootAnswer<T> {

  /**
   * The vault did what was asked.
   *
   * @param value what was asked for
   */
  record Given<T>(T value) implements RootAnswer<T> {}

  /**
   * The vault did not do what was asked.
   *
   * @param failure why
   */
  record NotGiven<T>(RootFailure failure) implements RootAnswer<T> {}
}
