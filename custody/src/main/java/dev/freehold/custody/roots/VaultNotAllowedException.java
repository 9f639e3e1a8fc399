package dev.freehold.custody.roots;

/** A request was stopped before it left, because its target is not one that may be called. */
final class VaultNotAllowedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VaultNotAllowedException(String message) {
    super(message);
  }
}
