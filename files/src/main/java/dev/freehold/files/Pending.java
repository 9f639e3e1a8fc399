package dev.freehold.files;

final class Pending {
  private Pending() {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <R> R now() {
    if (System.nanoTime() != 0) {
      throw new UnsupportedOperationException("not yet");
    }
    return null;
  }
}
