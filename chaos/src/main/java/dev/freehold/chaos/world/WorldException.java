package dev.freehold.chaos.world;

/** The test's machines do not do what the test needs; says nothing about the service. */
public final class WorldException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WorldException(String message) {
    super(message);
  }

  WorldException(String message, Throwable cause) {
    super(message, cause);
  }
}
