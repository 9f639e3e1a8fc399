package dev.freehold.custody.tokens;

import java.util.UUID;

/**
 * The client id of people. Programs on their machines cannot keep a secret, so the client id that
 * one of them sends proves nothing, and tokens of people always name this one.
 */
public final class PublicClient {

  /** The {@code appid} of every token of a person, the same in every tenant. */
  public static final UUID APP_ID = UUID.fromString("429f2e68-0bfe-46a8-9a56-04097d45937f");

  /** The name under which people see it. */
  public static final String DISPLAY_NAME = "Freehold shell";

  private PublicClient() {}
}
