package dev.freehold.custody.tokens;

import java.util.UUID;

/**
 * The client that people use. Programs on their machines cannot keep a secret, so whatever client
 * id one of them gives proves nothing, and tokens of people name this one always.
 */
public final class PublicClient {

  /** The {@code appid} of every token of a person, the same in every tenant. */
  public static final UUID APP_ID = UUID.fromString("429f2e68-0bfe-46a8-9a56-04097d45937f");

  /** The name under which people see it. */
  public static final String DISPLAY_NAME = "Freehold shell";

  private PublicClient() {}
}
